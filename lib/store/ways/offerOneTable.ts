import { groupFiles } from "../../ingest/many/groupFiles.ts";
import { pathOf } from "../../relink/filePath.ts";
import { notify } from "../notices.ts";
import type { SourceView } from "../state.ts";
import { distinctPaths } from "./distinctPaths.ts";
import { loadAsOne } from "./oneTable.ts";
import type { WaysDeps } from "./waysIn.ts";

/** Offers as one table those of the sources just made that look like one: nothing happens unless it is taken up. */
export function offerOneTable(deps: WaysDeps, relations: readonly string[]): void {
  const { store, engine } = deps;
  const { sources, document } = store.getState();
  const files = sources.flatMap((view) => {
    const file = relations.includes(view.relation) ? engine.fileOf(view.id) : null;
    // A sheet or a table of a file is not all of it.
    const isWhole = document.sources[view.relation]?.options === undefined;
    return file && isWhole && view.status === "ready" ? [{ view, file }] : [];
  });
  const paths = distinctPaths(files.map(({ file }) => ({ path: pathOf(file), file })));
  const byPath = new Map(paths.map(({ path }, at) => [path, files[at]?.view] as const));
  const groups = groupFiles(
    [...byPath].flatMap(([path, view]) => (view ? [{ path, columns: view.columns }] : [])),
  );
  for (const group of groups) {
    const views = group.paths.flatMap((path) => byPath.get(path) ?? []);
    if (views.length < 2 || !haveMuchInCommon(views)) continue;
    const names = views.map(({ relation }) => relation);
    notify(store, "info", `${listed(names)} look like parts of one table.`, {
      label: `Load these ${names.length} files as one table`,
      option: "With a column of file names",
      run: (withNames) => void deps.engine.whileLoading(loadAsOne(deps, names, withNames)),
    });
  }
}

/** Names alone say little: half of each file's columns have to be in the first as well. */
function haveMuchInCommon([first, ...rest]: readonly SourceView[]): boolean {
  const known = new Set(first?.columns.map(({ name }) => name.toLowerCase()));
  return rest.every(({ columns }) => {
    const shared = columns.filter(({ name }) => known.has(name.toLowerCase())).length;
    return shared * 2 >= Math.max(columns.length, known.size);
  });
}

function listed(names: readonly string[]): string {
  const [first = "", second = "", ...rest] = names;
  return rest.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${rest.length} more`;
}
