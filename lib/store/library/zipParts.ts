import type { Platform } from "../platform.ts";
import type { LibraryEntry } from "./libraryEntry.ts";
import type { ZipPart } from "./zipNotebooks.ts";
import { pathBeside, zipPaths } from "./zipPaths.ts";

/** The files of an export: each notebook as the device has it now, and what belongs beside it. */
export async function* zipParts(
  platform: Pick<Platform, "storage" | "formatTools">,
  entries: readonly LibraryEntry[],
): AsyncGenerator<ZipPart> {
  const tools = await platform.formatTools();
  const paths = zipPaths(entries);
  for (const [at, { notebook }] of entries.entries()) {
    const path = paths[at] ?? "";
    const { text, updatedAt } = (await platform.storage.load(notebook.id)) ?? notebook;
    yield { path, text, changedAt: updatedAt };
    const assets = await tools.loadAssets(notebook.id);
    if (assets !== null) yield { path: pathBeside(path), text: assets, changedAt: updatedAt };
  }
}
