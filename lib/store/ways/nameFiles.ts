import type { WaysDeps } from "./waysIn.ts";

/** What the column with each row's file is called; a relation that has such a column already gets a numbered one. */
const columnName = "filename";

/** Loads a source of many files again, with or without a column of their names. */
export async function nameFiles(deps: WaysDeps, relation: string, isWanted: boolean): Promise<void> {
  const { store, engine, editing } = deps;
  const { document, sources } = store.getState();
  const entry = document.sources[relation];
  const view = sources.find((source) => source.relation === relation);
  const files = view && engine.filesOf(view.id);
  if (!entry || !files) return;
  const { options, ...plain } = entry;
  const rest = Object.entries(options ?? {}).filter(([key]) => key !== "filename");
  const chosen = isWanted ? [...rest, ["filename", columnName] as const] : rest;
  const changed = chosen.length > 0 ? { ...plain, options: Object.fromEntries(chosen) } : plain;
  editing.apply({ type: "setSourceEntry", name: relation, entry: changed });
  await deps.attach([{ relation, ...files }]);
}
