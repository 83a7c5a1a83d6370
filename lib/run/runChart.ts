import { parseChartSpec } from "../chart/parseChartSpec.ts";
import { type Executor, noOutput } from "./executor.ts";

/** A chart cell needs only its relation and a spec that parses; its rows are asked for where it is drawn. */
export const runChart: Executor = async (cell, context) => {
  const startedAt = performance.now();
  const from = cell.options.from ?? "";
  const relation = context.relation(from);
  if (!relation) {
    const message =
      from === "" ? "This chart does not say which relation it draws." : `There is no relation "${from}".`;
    return {
      ok: false,
      error: { code: "sql", message, hint: "Choose a relation: from=NAME in the cell's options." },
    };
  }
  const parsed = parseChartSpec(cell.source);
  if (!parsed.ok) return parsed;
  const chart = { relation: relation.name, spec: parsed.value.spec };
  return { ok: true, value: { output: { ...noOutput, chart }, elapsedMs: performance.now() - startedAt } };
};
