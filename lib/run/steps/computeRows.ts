import { askTexts } from "../../clean/askEngine.ts";
import {
  answerColumns,
  distinctRows,
  type FunctionAnswer,
  type FunctionQuestion,
} from "../../clean/rowFunction.ts";
import type { TextRow } from "../../clean/stepInput.ts";
import { closestName } from "../../dataflow/closestName.ts";
import type { Column, EngineApi, EngineError, Outcome, RunId } from "../../engine/protocol.ts";
import type { Sandbox, SandboxResult } from "../../sandbox/sandbox.ts";
import { bareName } from "../../sql/bareName.ts";
import { statementFacts } from "../../sql/statementFacts.ts";
import { loadTypeScript } from "../../typescript/lazyTypeScript.ts";
import type { RowFunction } from "../../typescript/readRowFunction.ts";
import { programSchema, rowProgram } from "./rowProgram.ts";

/** Where a function of rows runs, and for how many of them. */
export interface ComputeDeps {
  engine: Pick<EngineApi, "openRelations" | "closeRelations" | "select">;
  sandbox(): Promise<Sandbox>;
  runId: RunId;
  isStopped(): boolean;
  /** Rows at most, whose answers then come to the page; null for all of them, whose answers stay in the engine. */
  most: number | null;
  onStarted?(): void;
  /** How many different rows it was run for so far. */
  onRows?(rows: number): void;
}

const stopped: EngineError = { code: "cancelled", message: "The run was stopped." };

/** The relation in which answers lie until the recipe has taken them over. */
export function keptAnswersOf({ mapping }: Pick<FunctionQuestion, "mapping">): string {
  return `${mapping}__answers`;
}

/**
 * Runs a function of TypeScript once for each different row of what it reads, in the sandbox, which is given these rows
 * and nothing else. Errors have a line and column of its code where they are about that.
 */
export async function computeRows(
  question: FunctionQuestion,
  deps: ComputeDeps,
): Promise<Outcome<FunctionAnswer>> {
  const { readRowFunction } = await loadTypeScript();
  const read = readRowFunction(question.code);
  if (!read.ok) return read;
  const reads = columnsRead(read.value, question.columns);
  if (!reads.ok) return reads;
  const { most } = deps;
  const { sql, keyName } = distinctRows(question, reads.value, most === null ? null : most + 1);
  const program = rowProgram(read.value, { sql, keyName, reads: statementFacts(sql).reads }, most !== null);
  const kept = most === null ? keptAnswersOf(question) : null;
  const ran = await runProgram(program, kept ?? `${question.mapping}__tried`, deps);
  if (!ran.ok) return ran;
  const found =
    kept === null ? sortRows(madeRows(ran.value.values.made), most ?? 0) : await sortKept(kept, deps);
  const problem = problemOf(found.kinds, found.firstError);
  if (problem) return { ok: false, error: problem };
  return { ok: true, value: { reads: reads.value, kept, ...found } };
}

/** Forgets what lies in the engine of answers that were kept. */
export async function dropAnswers(
  kept: string,
  { engine, runId }: Pick<ComputeDeps, "engine" | "runId">,
): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await engine.openRelations(runId, kept, [], port1);
  // A run that wrote nothing leaves no relation.
  await engine.closeRelations(runId, true);
  port2.close();
}

/** The columns that a function reads; all of them where that is not known. */
function columnsRead({ reads }: RowFunction, columns: readonly Column[]): Outcome<readonly Column[]> {
  if (reads === null) return { ok: true, value: columns };
  const isKnown = (name: string) => columns.some((column) => column.name === name);
  for (const [name, place] of reads) {
    if (isKnown(name)) continue;
    // Every object has these.
    if (name in Object.prototype) return { ok: true, value: columns };
    const names = columns.map((column) => column.name);
    const near = names.find((one) => one.toLowerCase() === name.toLowerCase()) ?? closestName(name, names);
    const hint = near
      ? `Did you mean ${near}?`
      : `There are ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}.`;
    return {
      ok: false,
      error: { code: "sql", message: `There is no column "${name}" here.`, hint, ...place },
    };
  }
  return { ok: true, value: columns.filter(({ name }) => reads.has(name)) };
}

async function runProgram(
  compiled: ReturnType<typeof rowProgram>,
  name: string,
  { engine, sandbox, runId, isStopped, most, onStarted, onRows }: ComputeDeps,
): Promise<Outcome<SandboxResult>> {
  const { port1: engineEnd, port2: cellEnd } = new MessageChannel();
  await engine.openRelations(runId, name, compiled.relations, engineEnd);
  const place = await sandbox();
  const request = {
    runId,
    name: "function",
    compiled,
    reads: [],
    values: new Map<string, unknown>(),
    ...(most === null && { schema: programSchema() }),
  };
  const answer = isStopped()
    ? { ok: false as const, error: stopped }
    : await place.run(request, cellEnd, (event) => {
        if (event.type === "started") onStarted?.();
        else if (event.type === "progress") onRows?.(event.rowsRead);
      });
  const closed = await engine.closeRelations(runId, answer.ok && answer.value.hasRelation);
  if (!answer.ok) return answer;
  return closed.ok ? answer : closed;
}

type Found = Pick<FunctionAnswer, "rows" | "kinds" | "firstError" | "isCut">;

/** What came to the page, by kind. */
function sortRows(made: readonly (readonly (string | null)[])[], most: number): Found {
  const kinds = new Map<string, number>();
  let firstError: string | null = null;
  const rows: TextRow[] = [];
  for (const [key = null, value = null, error = null, kind] of made.slice(0, most)) {
    kinds.set(kind ?? "null", (kinds.get(kind ?? "null") ?? 0) + 1);
    firstError ??= error;
    rows.push([key, value, error]);
  }
  return { rows, kinds, firstError, isCut: made.length > most };
}

function madeRows(made: unknown): (string | null)[][] {
  const rows: unknown[] = Array.isArray(made) ? made : [];
  return rows.map((row) =>
    [...answerColumns, "kind"].map((name) => {
      const value: unknown = typeof row === "object" && row !== null ? Reflect.get(row, name) : null;
      return typeof value === "string" ? value : null;
    }),
  );
}

/** What stayed in the engine, by kind. */
async function sortKept(kept: string, { engine }: Pick<ComputeDeps, "engine">): Promise<Found> {
  const { rows } = await askTexts(
    (...asked) => engine.select(...asked),
    `select kind, count(*)::varchar as n, min(error) as error from ${bareName(kept)} group by kind order by kind`,
    100,
  );
  return {
    rows: [],
    kinds: new Map(rows.map(([kind, count]) => [kind ?? "null", Number(count)])),
    firstError: rows.find(([, , error]) => error !== null)?.[2] ?? null,
    isCut: false,
  };
}

function problemOf(kinds: FunctionAnswer["kinds"], firstError: string | null): EngineError | null {
  if (kinds.has("promise"))
    return {
      code: "sql",
      message: "The function gave a promise: what it waits for is not known when the row is made.",
      hint: "Leave async and await out; there is nothing to wait for, since it has no network.",
    };
  const failed = kinds.get("error") ?? 0;
  if (failed === 0 || kinds.size > 1 || failed < 2) return null;
  return {
    code: "sql",
    message: `The function threw for each of the ${failed.toLocaleString("en-US")} different rows. First: ${firstError?.replace(/\.$/, "")}.`,
    hint: /bigint/i.test(firstError ?? "")
      ? "A BIGINT is a bigint in it: write 1n for 1, or Number(row.name) where that is small enough."
      : "What is NULL in SQL is null in it.",
  };
}
