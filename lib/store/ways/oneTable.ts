import { groupFiles } from "../../ingest/many/groupFiles.ts";
import { sourceRelationName } from "../../notebook/sourceRelationName.ts";
import { pathOf } from "../../relink/filePath.ts";
import { manyLocation } from "../../relink/manyLocation.ts";
import { relationNameFor } from "../documentCommands.ts";
import { notify } from "../notices.ts";
import { distinctPaths } from "./distinctPaths.ts";
import type { WaysDeps } from "./waysIn.ts";

/** Files that are known to belong together make one group, whatever they are called. */
const alike = [{ name: "any", type: "VARCHAR" }];

/** Makes one source of several, in one step of undo. */
export async function loadAsOne(
  deps: WaysDeps,
  relations: readonly string[],
  withNames = false,
): Promise<void> {
  const { store, engine, editing } = deps;
  const views = store.getState().sources.filter(({ relation }) => relations.includes(relation));
  const parts = distinctPaths(
    views.flatMap(({ id }) => {
      const found = engine.filesOf(id);
      if (!found) return [];
      return found.parts ?? [{ path: pathOf(found.file), file: found.file }];
    }),
  );
  const [first] = parts;
  const [group] = groupFiles(parts.map(({ path }) => ({ path, columns: alike })));
  if (!first || !group || views.length < 2) return;
  const names = views.map(({ relation }) => relation);
  const { document, sources } = store.getState();
  const relation = sourceRelationName(group.name, [
    ...document.cells.map(({ name }) => name),
    ...sources.map((source) => source.relation).filter((name) => !names.includes(name)),
  ]);
  const size = parts.reduce((sum, { file }) => sum + file.size, 0);
  const options = withNames ? { options: { filename: "filename" } } : {};
  deps.markReadersStale(names);
  editing.apply([
    ...names.map((name) => ({ type: "removeSourceEntry" as const, name })),
    {
      type: "setSourceEntry",
      name: relation,
      entry: { location: manyLocation(group.pattern), size, ...options },
    },
  ]);
  for (const name of names) if (name !== relation) void engine.drop(name);
  const [receipt] = await deps.attach([{ relation, file: first.file, parts }]);
  if (!receipt || receipt.error !== null) return;
  const rows = receipt.loaded.toLocaleString("en");
  notify(store, "info", `${parts.length} files are one table now: ${relation}, ${rows} rows.`, {
    label: "Split again",
    run: () => void splitTable(deps, relation),
  });
}

/** Makes one source a file of a source of many, in one step of undo. */
export async function splitTable(deps: WaysDeps, relation: string): Promise<void> {
  const { store, engine, editing } = deps;
  const view = store.getState().sources.find((source) => source.relation === relation);
  const parts = view && engine.filesOf(view.id)?.parts;
  if (!parts) return;
  const taken: string[] = [];
  const named = parts.map(({ path, file }) => {
    const name = relationNameFor(store, file.name, taken);
    taken.push(name);
    return { relation: name, file, entry: { location: `file:${path}`, size: file.size } };
  });
  deps.markReadersStale([relation]);
  editing.apply([
    { type: "removeSourceEntry", name: relation },
    ...named.map(({ relation: name, entry }) => ({ type: "setSourceEntry" as const, name, entry })),
  ]);
  void engine.drop(relation);
  await deps.attach(named.map(({ relation: name, file }) => ({ relation: name, file })));
}
