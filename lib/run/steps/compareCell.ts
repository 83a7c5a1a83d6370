import { compareSql } from "../../compare/compareSql.ts";
import { countsText } from "../../compare/countsText.ts";
import type { ComparePlan } from "../../compare/plan.ts";
import { readCompare } from "../../compare/readCompare.ts";
import { type CompareSummary, mostSummed, readSummarySql, summaryOf } from "../../compare/readSummary.ts";
import { summaryName, summarySql } from "../../compare/summarySql.ts";
import { listed } from "../../dataflow/listed.ts";
import { relationKey } from "../../dataflow/relationKey.ts";
import type { EngineApi, Outcome } from "../../engine/protocol.ts";
import type { Cell } from "../../notebook/document.ts";
import { askRowsOf } from "../../profile/askRows.ts";
import { type ExecutionContext, noOutput } from "../executor.ts";
import type { StepKind } from "../stepKinds.ts";
import { type CheckedCompare, checkedCompare } from "./compareSides.ts";

const relationOptions: readonly string[] = ["from", "to"];

/** `compare` cells: what was added, removed and changed between two relations, row by row of a key. */
export const compareCell: StepKind = {
  facts: ({ name, options }) => ({
    reads: [...new Set(relationOptions.flatMap((key) => options[key] || []))],
    defines: [name, summaryName(name)],
  }),
  rename: ({ source, options }, from, to) => ({
    source,
    options: Object.fromEntries(
      Object.entries(options).map(([key, value]) => {
        const isRead = relationOptions.includes(key) && relationKey(value) === relationKey(from);
        return [key, isRead ? to : value];
      }),
    ),
  }),
  async script(cell, context) {
    const checked = await check(cell, context);
    return checked.ok ? { ok: true, value: compareSql(checked.value.plan) } : checked;
  },
  async run(cell, context) {
    const startedAt = performance.now();
    const { engine, runId, onEvent } = context;
    const runAs = (name: string, sql: string, tell: ExecutionContext["onEvent"]) =>
      engine.run({ runId, name, sql, params: {} }, tell);
    const checked = await check(cell, context);
    if (!checked.ok) return checked;
    if (context.isStopped())
      return { ok: false, error: { code: "cancelled", message: "The cell was stopped." } };
    const { plan, before, after } = checked.value;
    const done = await runAs(cell.name, compareSql(plan), onEvent);
    if (!done.ok) return done;
    const summary = summaryName(cell.name);
    const kept = await runAs(summary, summarySql(plan, cell.name, before, after), () => undefined);
    if (!kept.ok) return kept;
    const told = await summed(summary, engine);
    const output = {
      ...noOutput,
      result: done.value.result,
      messages: [...(told ? [countsText(told)] : []), ...howCompared(checked.value)],
      notices: [...strangers(checked.value, told), ...unkeyedRows(checked.value)],
    };
    return { ok: true, value: { output, elapsedMs: performance.now() - startedAt } };
  },
};

async function check(cell: Cell, { engine }: ExecutionContext): Promise<Outcome<CheckedCompare>> {
  const choices = readCompare(cell.source);
  return choices.ok ? checkedCompare(cell, choices.value, engine) : choices;
}

/** What a comparison came to; null where that cannot be read: its rows are there all the same. */
async function summed(
  summary: string,
  { select }: Pick<EngineApi, "select">,
): Promise<CompareSummary | null> {
  const answers = await askRowsOf(select)(readSummarySql(summary), mostSummed).catch(() => null);
  return answers && summaryOf(answers);
}

/** Said where no row of either side was found on the other. */
function strangers({ plan }: CheckedCompare, told: CompareSummary | null): string[] {
  if (!told || told.added === 0 || told.removed === 0 || told.same + told.changed > 0) return [];
  const keys = listed(told.keys);
  return [`No ${keys} of ${plan.before.name} is in ${plan.after.name}: is that the key of both?`];
}

/** By what was compared, and what was not or not as it stands. */
function howCompared({ plan, isProposed }: CheckedCompare): string[] {
  const keys = plan.keys.map(({ after }) => after.name);
  const proposed = `The key ${listed(keys)} was proposed: unique on both sides. Write key=${keys.join(",")} into the cell to keep it.`;
  return [...(isProposed ? [proposed] : []), ...differentColumns(plan)];
}

function differentColumns({ before, after, keys, columns, onlyBefore, onlyAfter }: ComparePlan): string[] {
  const retyped = [...keys, ...columns].filter((pair) => pair.before.type !== pair.after.type);
  const types = retyped.map(
    (pair) =>
      `${pair.after.name} (${pair.before.type} before, ${pair.after.type} now, compared as ${pair.as})`,
  );
  const only = (relation: string, of: readonly { name: string }[]) =>
    of.length === 0
      ? []
      : [
          `Only ${relation} has the ${of.length === 1 ? "column" : "columns"} ${listed(of.map(({ name }) => name))}.`,
        ];
  return [
    ...only(before.name, onlyBefore),
    ...only(after.name, onlyAfter),
    ...(types.length === 0 ? [] : [`Another type: ${listed(types)}.`]),
  ];
}

function unkeyedRows({ plan, before, after }: CheckedCompare): string[] {
  const keys = listed(plan.keys.map((key) => key.after.name));
  const sides = [
    { name: plan.before.name, ...before },
    { name: plan.after.name, ...after },
  ];
  return sides.flatMap(({ name, unkeyed }) => {
    if (unkeyed === 0) return [];
    const rows = unkeyed === 1 ? "1 row" : `${unkeyed.toLocaleString("en")} rows`;
    const rest = unkeyed === 1 ? "has no" : "have no";
    return [`${rows} of ${name} ${rest} ${keys} and ${unkeyed === 1 ? "is" : "are"} not compared.`];
  });
}
