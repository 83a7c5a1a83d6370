import type { NotebookDocument, SourceEntry } from "../../notebook/document.ts";
import type { FollowDeps } from "./followSources.ts";

/** After an undo or redo that changed the entries of `relations`: those that are to be read otherwise are read again. */
export function followReadings(
  { store, engine, markReadersStale }: FollowDeps,
  before: NotebookDocument,
  relations: readonly string[],
): void {
  const { document, sources } = store.getState();
  const files = relations.flatMap((relation) => {
    if (readingOf(document.sources[relation]) === readingOf(before.sources[relation])) return [];
    const view = sources.find((source) => source.relation === relation);
    const found = view && engine.filesOf(view.id);
    return found ? [{ ...found, relation }] : [];
  });
  if (files.length === 0) return;
  markReadersStale(files.map(({ relation }) => relation));
  void engine.add(files);
}

function readingOf(entry: SourceEntry | undefined): string {
  return JSON.stringify([entry?.format ?? null, Object.entries(entry?.options ?? {}).sort()]);
}
