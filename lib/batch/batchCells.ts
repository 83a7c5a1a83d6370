import { readRecipe } from "../clean/readRecipe.ts";
import type { Graph } from "../dataflow/graph.ts";
import type { Cell, CellId } from "../notebook/document.ts";

/** Cells that decide whether data may pass: contracts, and recipes with a check among their steps. */
export function checkingCells(graph: Graph, cells: readonly Cell[]): CellId[] {
  const facts = new Map(graph.cells.map((cell) => [cell.id, cell]));
  return cells
    .filter(({ id, kind, name }) => {
      const known = facts.get(id);
      if (!known || known.isDisabled) return false;
      return kind === "contract" || (kind === "clean" && known.defines.includes(`${name}__checks`));
    })
    .map(({ id }) => id);
}

/** Whether TypeScript runs where a cell runs: that of a TypeScript cell, or a function among the steps of a recipe. */
export function runsTypeScript({ kind, source }: Cell): boolean {
  if (kind !== "clean") return kind === "ts";
  const steps = readRecipe(source);
  return steps.ok && steps.value.some(({ kind: step, isOff }) => step.key === "typescript" && !isOff);
}

/**
 * Of cells that made relations, those whose rows no other cell makes rows of. Charts draw rows and make none: a relation
 * that only a chart reads is an end of the notebook all the same.
 */
export function endCells(graph: Graph, made: readonly CellId[]): CellId[] {
  const kinds = new Map(graph.cells.map(({ id, kind }) => [id, kind]));
  return made.filter((id) =>
    (graph.readers.get(id) ?? []).every((reader) => kinds.get(reader) === "chart" || reader === id),
  );
}
