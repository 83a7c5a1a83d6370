import type { BoundValue } from "../engine/protocol.ts";
import { sqlCellFacts } from "../sql/cellFacts.ts";
import { asBoundValue, type Executor, noOutput } from "./executor.ts";

/** Runs a SQL cell on the engine; its `{{name}}` placeholders are bound to values of TypeScript cells. */
export const runSql: Executor = async (cell, context) => {
  const params: Record<string, BoundValue> = {};
  for (const name of sqlCellFacts(cell.source).placeholders) {
    const bound = context.values.has(name) ? asBoundValue(context.values.get(name)) : undefined;
    if (bound !== undefined) params[name] = bound;
  }
  const answer = await context.engine.run(
    { runId: context.runId, name: cell.name, sql: cell.source, params },
    context.onEvent,
  );
  if (!answer.ok) return answer;
  const { result, messages, elapsedMs } = answer.value;
  return { ok: true, value: { output: { ...noOutput, result, messages }, elapsedMs } };
};
