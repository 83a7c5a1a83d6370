import type { NotebookDocument } from "../../notebook/document.ts";
import type { AppStore } from "../appStore.ts";
import type { EngineLife } from "../engineLife.ts";
import { missingSource } from "./missingSource.ts";

export interface FollowDeps {
  store: AppStore;
  engine: EngineLife;
  markReadersStale: (relations: readonly string[]) => void;
}

/**
 * After an undo or redo that took sources away or brought them back: their relations go and come too.
 * One whose file was here before is loaded from it again; any other is shown as missing. One that is now to be read
 * otherwise is read again.
 */
export function followSources(deps: FollowDeps, before: NotebookDocument): void {
  const { store, engine, markReadersStale } = deps;
  const now = store.getState().document.sources;
  const gone = Object.keys(before.sources).filter((name) => !Object.hasOwn(now, name));
  // One that is now made from other files goes and comes under the same name.
  const back = Object.entries(now).filter(([name, entry]) => {
    const known = Object.hasOwn(before.sources, name) ? before.sources[name] : undefined;
    return !known || known.location !== entry.location;
  });
  markReadersStale([...gone, ...back.map(([name]) => name)]);
  for (const relation of gone) void engine.drop(relation);
  const files = back.flatMap(([relation, { location }]) => {
    const found = engine.formerOf(location);
    return found ? [{ ...found, relation }] : [];
  });
  const missing = back.filter(([name]) => !files.some(({ relation }) => relation === name));
  for (const [relation] of missing) if (Object.hasOwn(before.sources, relation)) void engine.drop(relation);
  store.setState(({ sources }) => {
    const lowest = Math.min(0, ...sources.map((source) => source.id));
    const views = missing.map(([name, { location }], i) => missingSource(name, location, lowest - 1 - i));
    return { sources: [...sources, ...views] };
  });
  if (files.length > 0) void engine.add(files);
  const changed = Object.keys(now).filter(
    (name) => before.sources[name]?.location === now[name]?.location && before.sources[name] !== now[name],
  );
  if (changed.length > 0)
    void import("./followReadings.ts").then((m) => m.followReadings(deps, before, changed));
}
