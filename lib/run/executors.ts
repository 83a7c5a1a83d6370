import type { Executor } from "./executor.ts";
import { runChart } from "./runChart.ts";
import { runInput } from "./runInput.ts";
import type { RunnableKind } from "./runnableKinds.ts";
import { runSql } from "./runSql.ts";
import { runTs } from "./runTs.ts";

/** How the cells of each kind run. */
export const executors: Record<RunnableKind, Executor> = {
  sql: runSql,
  ts: runTs,
  chart: runChart,
  input: runInput,
};
