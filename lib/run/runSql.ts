import { bindExported } from "./bindExported.ts";
import { type Executor, noOutput } from "./executor.ts";

/** Runs a SQL cell on the engine; its `{{name}}` placeholders are bound to values of input and TypeScript cells. */
export const runSql: Executor = async (cell, context) => {
  const bound = bindExported(cell.source, context.values, context.typed);
  if (!bound.ok) return bound;
  const { sql, params, locate } = bound.value;
  const answer = await context.engine.run(
    { runId: context.runId, name: cell.name, sql, params },
    context.onEvent,
  );
  if (!answer.ok) return { ok: false, error: locate(answer.error) };
  const { result, messages, elapsedMs } = answer.value;
  return { ok: true, value: { output: { ...noOutput, result, messages }, elapsedMs } };
};
