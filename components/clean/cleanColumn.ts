import type { StoreApi } from "zustand/vanilla";
import { columnFamily } from "../../lib/clean/columnFamily.ts";
import { withStep } from "../../lib/clean/editRecipe.ts";
import { readRecipe } from "../../lib/clean/readRecipe.ts";
import { stepKinds } from "../../lib/clean/stepKinds.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { newCellId, uniqueCellName } from "../../lib/notebook/cellNames.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import type { AppCommands } from "../../lib/store/commands.ts";
import { cellPosition } from "../../lib/store/selectors.ts";
import type { AppState } from "../../lib/store/state.ts";
import { showFace } from "../cell-kinds/faces.ts";

/**
 * Begins to clean a column of a cell's result, as one step of undo: a step at the end of the recipe that made it or that
 * cleans it already, else of a new one below. Its builder shows what the step would do.
 */
export function cleanColumn(
  store: StoreApi<AppState>,
  commands: Pick<AppCommands, "edit" | "select">,
  cell: Cell,
  column: Column,
): void {
  const state = store.getState();
  const { document, notebookId, sources } = state;
  const recipe = recipeOf(document.cells, cell);
  const [key, options] = firstStep(column);
  const kind = stepKinds.get(key);
  if (!kind) return;
  const written = recipe ? readRecipe(recipe.source) : null;
  // What cannot be read is not written into; its builder says what is wrong with it.
  const source =
    written && !written.ok ? null : withStep(recipe?.source ?? "", written?.value.length ?? 0, kind, options);
  const taken = sources.map(({ relation }) => relation);
  const made: Cell = recipe ?? {
    id: newCellId(),
    kind: "clean",
    name: uniqueCellName(document, `${cell.name}_clean`, taken),
    source: source ?? "",
    options: { from: cell.name },
    layout: null,
  };
  if (!recipe) commands.edit([{ type: "insert", index: cellPosition(state, cell.id) + 1, cells: [made] }]);
  else if (source !== null) commands.edit([{ type: "setSource", id: recipe.id, source }]);
  showFace(notebookId, made.name, { builder: true, spec: false });
  commands.select(made.id, "command");
}

function recipeOf(cells: readonly Cell[], cell: Cell): Cell | undefined {
  if (cell.kind === "clean") return cells.find(({ id }) => id === cell.id);
  return cells.find(
    ({ kind, options }) => kind === "clean" && options.from?.toLowerCase() === cell.name.toLowerCase(),
  );
}

/** What is most often done first with a column of its kind. */
function firstStep({ name, type }: Column): [string, Readonly<Record<string, unknown>>] {
  const family = columnFamily(type);
  if (family === "text") return ["trim", { columns: [name] }];
  return family === "number" ? ["outliers", { columns: [name] }] : ["check", { not_null: [name] }];
}
