import { isFrozen } from "../dataflow/cellOptions.ts";
import { bindExported } from "./bindExported.ts";
import { type Executor, noOutput } from "./executor.ts";

/** Runs a SQL cell on the engine; its `{{name}}` placeholders are bound to values of input and TypeScript cells. */
export const runSql: Executor = async (cell, context) => {
  const { keep: asked } = cell.options;
  // A view has no rows of its own that could be frozen.
  const keep = asked === "view" && isFrozen(cell) ? "table" : asked;
  if (keep !== undefined && keep !== "table" && keep !== "view") {
    const message = `This cell is to be kept as "${keep}", which is not a way to keep rows.`;
    const hint = "Say keep=table or keep=view, or leave it out: then the engine chooses.";
    return { ok: false, error: { code: "sql", message, hint } };
  }
  const bound = bindExported(cell.source, context.values, context.typed);
  if (!bound.ok) return bound;
  const { sql, params, locate } = bound.value;
  const answer = await context.engine.run(
    { runId: context.runId, name: cell.name, sql, params, ...(keep && { keep }) },
    context.onEvent,
  );
  if (!answer.ok) return { ok: false, error: locate(answer.error) };
  const { result, messages, elapsedMs } = answer.value;
  return { ok: true, value: { output: { ...noOutput, result, messages }, elapsedMs } };
};
