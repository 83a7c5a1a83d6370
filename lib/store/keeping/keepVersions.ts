import { printNotebook } from "../../formats/printNotebook.ts";
import type { HistoryStorage } from "../../history/historyStorage.ts";
import { thinVersions } from "../../history/thinVersions.ts";
import type { VersionReason } from "../../history/versionEntry.ts";
import type { NotebookDocument } from "../../notebook/document.ts";
import { sha256Hex } from "../../share/capsuleFormat.ts";

/** Keeps versions of one notebook after another: each text once, thinned with age. */
export class VersionKeeper {
  /** The document that was kept last, or that needs no keeping. */
  private settled: NotebookDocument | null = null;

  /** Whether a document was changed since the last version. */
  isUnkept(document: NotebookDocument): boolean {
    return document !== this.settled;
  }

  /** Keeps the document as a version, where the newest one has another text; answers whether it did. */
  async keep(
    storage: HistoryStorage,
    notebookId: string,
    document: NotebookDocument,
    reason: VersionReason,
  ): Promise<boolean> {
    this.settled = document;
    const text = printNotebook(document);
    const at = Date.now();
    const hash = await sha256Hex(new TextEncoder().encode(text));
    const [newest] = await storage.versions(notebookId);
    if (newest?.hash === hash) return false;
    await storage.keepVersion({ notebookId, at, reason, hash, bytes: text.length }, text);
    const entries = await storage.versions(notebookId);
    const gone = new Set(thinVersions(entries, at));
    if (gone.size === 0) return true;
    const stay = new Set(entries.filter((entry) => !gone.has(entry)).map((entry) => entry.hash));
    const hashes = [...gone].map((entry) => entry.hash).filter((one) => !stay.has(one));
    const ids = [...gone].map(({ id }) => id);
    await storage.dropVersions(notebookId, ids, [...new Set(hashes)]);
    return true;
  }
}
