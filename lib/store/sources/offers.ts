import { listed, quoted } from "../../dataflow/listed.ts";
import { relationKey } from "../../dataflow/relationKey.ts";
import type { Cell, CellId, NotebookDocument } from "../../notebook/document.ts";
import { factsOf } from "../../run/factsOf.ts";
import { renameInCell } from "../../run/renameInCell.ts";
import { loadTypeScript } from "../../typescript/lazyTypeScript.ts";
import type { AppStore } from "../appStore.ts";
import type { Editing } from "../documentCommands.ts";
import { notify } from "../notices.ts";

export interface OfferDeps {
  store: AppStore;
  editing: Pick<Editing, "apply" | "join">;
}

/**
 * After a cell or source got another name: tells which cells still read it under the old one, and offers to rename it
 * there too. Both together are then one step of undo.
 */
export async function offerRename({ store, editing }: OfferDeps, from: string, to: string): Promise<void> {
  const renamed = store.getState().document;
  const readers = await readersByName(renamed.cells, [from]);
  if (readers.length === 0 || isDefined(renamed, from)) return;
  const many = readers.length === 1 ? "there too" : `in ${readers.length} cells`;
  const text = `${quoted(from)} is now called ${quoted(to)}, but ${named(readers)} still ${
    readers.length === 1 ? "reads" : "read"
  } ${quoted(from)}.`;
  notify(store, "info", text, {
    label: `Rename ${many}`,
    run: () => {
      const { cells } = store.getState().document;
      const wanted = new Set(readers.map(({ id }) => id));
      const found = cells
        .filter(({ id }) => wanted.has(id))
        .map((cell) => ({ cell, renaming: renameInCell(cell, from, to) }));
      editing.join(
        renamed,
        found.flatMap(({ renaming }) => (renaming.ok ? renaming.commands : [])),
      );
      for (const { cell, renaming } of found) {
        if (renaming.ok) continue;
        const hint = "Change it by hand.";
        notify(store, "warning", `${quoted(cell.name)} was left as it is: ${renaming.why}. ${hint}`);
      }
    },
  });
}

/** After cells were deleted that others read: tells who reads them, and offers to bring them back. Answers whether it did. */
export async function tellReaders(
  { store, editing }: OfferDeps,
  before: NotebookDocument,
  ids: readonly CellId[],
): Promise<boolean> {
  const after = store.getState().document;
  const gone = new Set(ids);
  const deleted = before.cells.filter(({ id }) => gone.has(id));
  await loadTools(before.cells);
  const names = deleted.flatMap((cell) => factsOf(cell).defines).filter((name) => !isDefined(after, name));
  const readers = await readersByName(after.cells, names);
  if (readers.length === 0) return false;
  const what = listed(deleted.filter(({ name }) => name !== "").map(({ name }) => quoted(name)));
  const text = `Deleted ${what}, which ${named(readers)} ${readers.length === 1 ? "reads" : "read"}.`;
  notify(store, "info", text, {
    label: "Undo",
    run: () => {
      const { cells } = store.getState().document;
      const here = new Set(cells.map(({ id }) => id));
      // Each to where it stood, as far as what stood before it is still there; whatever else was done since stays.
      editing.apply(
        deleted
          .filter(({ id }) => !here.has(id))
          .map((cell) => ({ type: "insert", index: placeOf(before, cell.id, here), cells: [cell] })),
      );
    },
  });
  return true;
}

/** Where a cell is to be put: after the nearest of those before it that are there, itself included from then on. */
function placeOf(before: NotebookDocument, id: CellId, here: Set<CellId>): number {
  const at = before.cells.findIndex((cell) => cell.id === id);
  here.add(id);
  return before.cells.slice(0, at).filter((cell) => here.has(cell.id)).length;
}

/** Cells that read any of these names, in page order. */
async function readersByName(cells: readonly Cell[], names: readonly string[]): Promise<Cell[]> {
  await loadTools(cells);
  const keys = new Set(names.filter((name) => name !== "").map(relationKey));
  return cells.filter((cell) => {
    const { reads, defines } = factsOf(cell);
    const own = new Set(defines.map(relationKey));
    const from = cell.options.from;
    return [...reads, ...(from === undefined ? [] : [from])].some((read) => {
      const key = relationKey(read);
      return keys.has(key) && !own.has(key);
    });
  });
}

/** Whether a cell or a source has the name. */
function isDefined({ cells, sources }: NotebookDocument, name: string): boolean {
  const key = relationKey(name);
  return [...Object.keys(sources), ...cells.flatMap((cell) => [cell.name, ...factsOf(cell).defines])].some(
    (other) => relationKey(other) === key,
  );
}

/** Without the tools it is not known what TypeScript cells read; then these are not told. */
async function loadTools(cells: readonly Cell[]): Promise<void> {
  if (cells.some(({ kind }) => kind === "ts")) await loadTypeScript().catch(() => null);
}

function named(cells: readonly Cell[]): string {
  return listed(cells.map(({ name }) => quoted(name)));
}
