import type { NotebookDocument, SourceEntry } from "../notebook/document.ts";
import type { AppStore } from "./appStore.ts";
import type { EngineLife } from "./engineLife.ts";
import { missingSource } from "./missingSource.ts";

/**
 * After an undo or redo that took sources away or brought them back: their relations go and come too.
 * One whose file was here before is loaded from it again; any other is shown as missing. One that is now to be read
 * otherwise is read again.
 */
export function followSources(
  { store, engine }: { store: AppStore; engine: EngineLife },
  before: NotebookDocument,
  markReadersStale: (relations: readonly string[]) => void,
): void {
  const now = store.getState().document.sources;
  const gone = Object.keys(before.sources).filter((name) => !Object.hasOwn(now, name));
  const back = Object.entries(now).filter(([name]) => !Object.hasOwn(before.sources, name));
  const reread = Object.entries(now).flatMap(([relation, entry]) => {
    const old = before.sources[relation];
    const view = store.getState().sources.find((source) => source.relation === relation);
    const file = old && !isReadAlike(old, entry) && view ? engine.fileOf(view.id) : null;
    return file ? [{ file, relation }] : [];
  });
  markReadersStale([...gone, ...back.map(([name]) => name), ...reread.map(({ relation }) => relation)]);
  for (const relation of gone) void engine.drop(relation);
  const files = back.flatMap(([relation, { location }]) => {
    const file = engine.formerFile(location);
    return file ? [{ file, relation }] : [];
  });
  const missing = back.filter(([name]) => !files.some(({ relation }) => relation === name));
  store.setState(({ sources }) => {
    const lowest = Math.min(0, ...sources.map((source) => source.id));
    const views = missing.map(([name, { location }], i) => missingSource(name, location, lowest - 1 - i));
    return { sources: [...sources, ...views] };
  });
  if (files.length + reread.length > 0) void engine.add([...files, ...reread]);
}

function isReadAlike(one: SourceEntry, other: SourceEntry): boolean {
  const reading = ({ format, options }: SourceEntry) => JSON.stringify([format, options]);
  return one === other || reading(one) === reading(other);
}
