import { checkRelation } from "../../contract/checkRelation.ts";
import { type Contract, driftOf, type Finding } from "../../contract/contract.ts";
import { driftSql } from "../../contract/driftSql.ts";
import { readContract } from "../../contract/readContract.ts";
import { rowsSql } from "../../contract/rowsSql.ts";
import { stopError } from "../../contract/stopError.ts";
import { relationKey } from "../../dataflow/relationKey.ts";
import type { EngineError, Outcome, RunResult } from "../../engine/protocol.ts";
import type { Cell } from "../../notebook/document.ts";
import { askRowsOf } from "../../profile/askRows.ts";
import { type ExecutionContext, type Executor, noOutput } from "../executor.ts";
import type { StepKind } from "../stepKinds.ts";

/** `contract` cells: a gate that lets a relation's rows pass while it is as it was pinned. */
export const contractCell: StepKind = {
  facts: ({ name, options }) => ({
    reads: options.from ? [options.from] : [],
    defines: [name, driftOf(name)],
  }),
  rename({ source, options }, from, to) {
    const isFrom = options.from !== undefined && relationKey(options.from) === relationKey(from);
    return { source, options: isFrom ? { ...options, from: to } : options };
  },
  async script(cell, context) {
    const checked = await check(cell, context);
    if (!checked.ok) return checked;
    const { findings, sql } = checked.value;
    const error = stopError(cell.name, findings);
    return error ? { ok: false, error } : { ok: true, value: sql };
  },
  run: (cell, context) => run(cell, context),
};

interface Checked {
  contract: Contract;
  findings: readonly Finding[];
  /** The rows that pass. */
  sql: string;
}

async function check(cell: Cell, context: ExecutionContext): Promise<Outcome<Checked>> {
  const from = cell.options.from ?? "";
  if (from === "")
    return failed(
      "This contract does not say what it is about.",
      "Choose a relation: from=NAME in the cell's options.",
    );
  const contract = readContract(cell.source);
  if (!contract.ok) return contract;
  // The engine knows them as they are now, also those that cells make beside their rows.
  const relation = await context.engine.relation(from);
  if (!relation.ok)
    return failed(
      `There is no relation "${from}".`,
      "Run the cell that makes it, or choose another: from=NAME.",
    );
  try {
    const { columns } = relation.value;
    const checked = await checkRelation(askOf(context), from, columns, contract.value);
    return {
      ok: true,
      value: {
        contract: contract.value,
        findings: checked.findings,
        sql: rowsSql(from, checked.resolved),
      },
    };
  } catch (thrown) {
    if (thrown instanceof Stopped) return { ok: false, error: cancelled };
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return failed(message, `It failed while ${from} was looked at. Pin it anew, or run what makes it.`);
  }
}

/** Thrown through the check where somebody stopped the run between two of its statements. */
class Stopped extends Error {}

const cancelled: EngineError = { code: "cancelled", message: "The cell was stopped." };

function askOf({ engine, isStopped }: ExecutionContext): ReturnType<typeof askRowsOf> {
  const ask = askRowsOf((sql, most) => engine.select(sql, most));
  return (sql, most) => {
    if (isStopped()) throw new Stopped();
    return ask(sql, most);
  };
}

const run: Executor = async (cell, context) => {
  const startedAt = performance.now();
  context.onEvent({ type: "running" });
  const checked = await check(cell, context);
  if (!checked.ok) return checked;
  if (context.isStopped()) return { ok: false, error: cancelled };
  const { contract, findings, sql } = checked.value;
  const error = stopError(cell.name, findings);
  // What was found is kept also where it stops: without a SELECT the run leaves nothing under the cell's own name.
  const kept = driftSql(cell.name, findings);
  const answer = await runAs(cell.name, error ? kept : `${kept};\n${sql}`, context);
  if (!answer.ok) return answer;
  if (error) return { ok: false, error };
  const messages = [summaryOf(contract, findings)];
  const output = { ...noOutput, result: answer.value.result, messages };
  return { ok: true, value: { output, elapsedMs: performance.now() - startedAt } };
};

/** What the check came to, in a sentence. */
function summaryOf({ pinned }: Contract, findings: readonly Finding[]): string {
  if (!pinned) return "Nothing is pinned yet: all rows pass as they are.";
  const of = `${pinned.columns.length.toLocaleString("en-US")} pinned ${pinned.columns.length === 1 ? "column" : "columns"}`;
  const warnings = findings.filter(({ level }) => level === "warn").length;
  const notes = findings.length - warnings;
  const parts = [
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? "warning" : "warnings"}`] : []),
    ...(notes > 0 ? [`${notes} ${notes === 1 ? "note" : "notes"}`] : []),
  ];
  return parts.length === 0 ? `As pinned: ${of}, nothing found.` : `${of}: ${parts.join(" and ")}.`;
}

function runAs(
  name: string,
  sql: string,
  { engine, runId, onEvent }: ExecutionContext,
): Promise<Outcome<RunResult>> {
  return engine.run({ runId, name, sql, params: {} }, onEvent);
}

function failed(message: string, hint: string): { ok: false; error: EngineError } {
  return { ok: false, error: { code: "sql", message, hint } };
}
