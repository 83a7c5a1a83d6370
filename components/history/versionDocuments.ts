import { notebookChanges } from "../../lib/history/cellChanges.ts";
import { changeWords, nothingChanged } from "../../lib/history/changeWords.ts";
import type { VersionEntry } from "../../lib/history/versionEntry.ts";
import type { NotebookDocument } from "../../lib/notebook/document.ts";
import type { NotebookHistory } from "../../lib/store/keeping/notebookHistory.ts";
import { countOf } from "../ui/formatCount.ts";

/** Versions as documents, each read and taken apart once while the list is shown. */
export class VersionDocuments {
  private readonly read = new Map<string, Promise<NotebookDocument | null>>();

  constructor(private readonly history: NotebookHistory) {}

  of(version: VersionEntry): Promise<NotebookDocument | null> {
    let document = this.read.get(version.hash);
    if (!document) {
      document = this.history.documentOf(version);
      this.read.set(version.hash, document);
    }
    return document;
  }

  /** What was changed since a version, in words; null where nothing was. */
  async wordsSince(version: VersionEntry, present: NotebookDocument): Promise<string | null> {
    const then = await this.of(version);
    if (!then) return null;
    const words = changeWords(notebookChanges(then, present));
    return words === nothingChanged ? null : words;
  }

  /** What changed since the version before, in words. */
  async words(version: VersionEntry, before: VersionEntry | null): Promise<string> {
    const [now, then] = await Promise.all([this.of(version), before && this.of(before)]);
    if (!now) return "does not read as a notebook";
    if (!then) return `the oldest that is kept, ${countOf(now.cells.length, "cell")}`;
    return changeWords(notebookChanges(then, now));
  }
}
