import { withoutEnding } from "../../formats/notebookFormat.ts";
import { NotebookParseError, parseNotebook } from "../../formats/parseNotebook.ts";
import { IngestError } from "../../ingest/types.ts";
import { readNotebookFile } from "../files/openNotebookFile.ts";
import type { Platform, StoredNotebook } from "../platform.ts";
import { folderPath } from "./folderPath.ts";
import type { ImportReport } from "./library.ts";
import type { LibraryEntry } from "./libraryEntry.ts";
import type { LibraryStorage } from "./libraryStorage.ts";
import { unzipNotebooks } from "./unzipNotebooks.ts";

interface ImportDeps {
  platform: Platform;
  newId: () => string;
}

/**
 * Takes the notebooks of zip archives and notebook files into the library, each under a new id, unrun and marked as
 * somebody else's until its user runs it. What cannot be read is told, and the rest is taken.
 */
export async function importFiles(
  { platform, newId }: ImportDeps,
  storage: LibraryStorage,
  files: readonly File[],
  rest: () => Promise<void>,
): Promise<ImportReport> {
  const imported: LibraryEntry[] = [];
  const problems: string[] = [];

  async function take(path: string, file: File, beside: File | null): Promise<void> {
    const read = await readNotebookFile(platform, file, beside);
    if (!read.ok) {
      problems.push([inPath(path, read.error.message), read.error.hint].filter(Boolean).join(" "));
      return;
    }
    const { text, assetsText } = read.value;
    const id = newId();
    const title = titleOf(text) || withoutEnding(file.name);
    const updatedAt = Math.min(file.lastModified, Date.now());
    const from = { kind: "file" } as const;
    const notebook: StoredNotebook = { id, title, text, origin: "foreign", updatedAt, from, snapshots: [] };
    await platform.storage.save(notebook);
    if (assetsText !== null) await (await platform.formatTools()).saveAssets(id, assetsText);
    const folder = folderPath(path.slice(0, Math.max(0, path.lastIndexOf("/"))));
    if (folder !== "") await storage.place([id], folder);
    imported.push({ notebook, folder, deletedAt: null });
  }

  for (const file of files) {
    try {
      if (!/\.zip$/i.test(file.name)) {
        await take(file.name, file, null);
        continue;
      }
      const before = imported.length + problems.length;
      for await (const found of unzipNotebooks(file)) {
        if ("problem" in found) problems.push(`${found.path}: ${found.problem}`);
        else await take(found.path, found.file, found.beside);
        await rest();
      }
      if (imported.length + problems.length === before)
        problems.push(`${file.name} holds no notebook: none of its files ends in .nb.md or .ipynb.`);
    } catch (thrown) {
      problems.push(`${file.name}: ${reasonOf(thrown)}`);
      // What a full device refuses once, it refuses for the rest as well.
      if (thrown instanceof DOMException) break;
    }
  }
  return { imported, problems };
}

function titleOf(text: string): string {
  try {
    return parseNotebook(text).title;
  } catch (thrown) {
    if (thrown instanceof NotebookParseError) return "";
    throw thrown;
  }
}

/** Names the folder too, where there is one. */
function inPath(path: string, message: string): string {
  const at = path.lastIndexOf("/");
  return at < 0 ? message : `${path.slice(0, at)}: ${message}`;
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof IngestError) return thrown.message;
  if (thrown instanceof DOMException)
    return `This device refused to keep more (${thrown.message || thrown.name}). Delete what you do not need and import it again.`;
  throw thrown;
}
