import type { Executor } from "./executor.ts";
import { loadExport } from "./lazyExport.ts";
import { loadInputs } from "./lazyInputs.ts";
import { runChart } from "./runChart.ts";
import type { RunnableKind, StepKindName } from "./runnableKinds.ts";
import { runSql } from "./runSql.ts";
import { runTs } from "./runTs.ts";
import { stepKinds } from "./stepKinds.ts";

/** How the cells of each kind run. */
export const executors: Record<RunnableKind, Executor> = {
  sql: runSql,
  ts: runTs,
  chart: runChart,
  input: async (cell, context) => (await loadInputs()).runInput(cell, context),
  export: async (cell, context) => (await loadExport()).runExport(cell, context),
  clean: ofSteps("clean"),
  match: ofSteps("match"),
  events: ofSteps("events"),
  compare: ofSteps("compare"),
  contract: ofSteps("contract"),
};

function ofSteps(kind: StepKindName): Executor {
  return async (cell, context) => (await stepKinds[kind].load()).run(cell, context);
}
