import { patternOf } from "../../relink/manyLocation.ts";
import { missingSources } from "../../relink/missingSources.ts";
import type { AppStore } from "../appStore.ts";
import { type DiskFile, PlaceUnreachable } from "./diskFiles.ts";

/**
 * Offers the sources that lack their files those that lie beside the notebook's own file, by their locations there. Each
 * is read whole; what is not there, or too large for that, is asked for like any other.
 */
export async function attachBeside(
  { store, offerFiles }: { store: AppStore; offerFiles: (files: readonly File[]) => Promise<void> },
  file: DiskFile,
): Promise<void> {
  const { document, sources, notebookId, origin } = store.getState();
  if (origin !== "own") return;
  const locations = missingSources(document, sources).map(({ entry }) => entry.location);
  const paths = new Set(
    locations
      .filter((location) => patternOf(location) === null && location.startsWith("file:"))
      .map((location) => location.slice("file:".length)),
  );
  const found: File[] = [];
  for (const path of paths) {
    try {
      const beside = await file.beside?.(path);
      if (beside) found.push(beside);
    } catch (thrown) {
      // The folder is not served any more: the files are asked for as ever.
      if (thrown instanceof PlaceUnreachable) return;
      throw thrown;
    }
  }
  if (found.length > 0 && store.getState().notebookId === notebookId) await offerFiles(found);
}
