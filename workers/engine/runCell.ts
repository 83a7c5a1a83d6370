import type { EngineError, KeptResult, Outcome, RunRequest, RunResult } from "../../lib/engine/protocol.ts";
import { type PreparedStatement, prepareCell } from "../../lib/sql/prepareCell.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import type { StatementWatch } from "./duckHost.ts";
import { type KeepContext, keepSelect } from "./keepSelect.ts";
import type { EngineSession } from "./session.ts";
import { isFatal, tagError } from "./tagError.ts";

/** What earlier runs of a cell created with statements of their own, to be dropped before it runs again. */
export type Created = Map<string, { kind: string; name: string; sql: string }[]>;

interface RunContext extends Omit<KeepContext, "viewTexts" | "keep"> {
  created: Created;
  /** A file's relation, for file names written in SQL. */
  lookupFile: (path: string) => string | null;
}

/** Runs a SQL cell: each statement in order, the last SELECT kept under the cell's name. Failures are values. */
export async function runCell(request: RunRequest, context: RunContext): Promise<Outcome<RunResult>> {
  const startedAt = performance.now();
  const { session } = context;
  const prepared = prepareCell(request.sql, request.params, context.lookupFile);
  if (!prepared.ok) return prepared;
  const messages: string[] = [];
  let result: KeptResult | null = null;
  const watch = watchOf(context, startedAt);
  try {
    await dropCreated(session, context.created, request.name);
    for (const statement of prepared.value) {
      const isLast = statement === prepared.value[prepared.value.length - 1];
      const made = statement.creates.map((creation) => ({ ...creation, sql: statement.sql }));
      context.created.set(request.name, [...(context.created.get(request.name) ?? []), ...made]);
      const done = await runStatement(request, statement, isLast, context, watch);
      if (!done.ok) {
        if (prepared.value.some(({ sql }) => opensTransaction.test(sql))) await rollBack(session);
        return done;
      }
      if (done.value.result) result = done.value.result;
      else messages.push(done.value.message);
    }
    if (result === null) await session.dropName(request.name);
    return { ok: true, value: { result, messages, elapsedMs: performance.now() - startedAt } };
  } catch (thrown) {
    return { ok: false, error: tagError(thrown) };
  }
}

/** A statement whose time calls need other words is put again at most this often: each time mends one call. */
const mostRepairs = 30;

async function runStatement(
  { name, keep }: RunRequest,
  first: PreparedStatement,
  isLast: boolean,
  context: RunContext,
  watch: StatementWatch,
): Promise<Outcome<{ result: KeptResult | null; message: string }>> {
  const { session } = context;
  const keeps = isLast && first.returnsRows;
  // EXPLAIN and CREATE TABLE AS stand on a line of their own before the statement.
  const linesBefore = keeps && first.isQuery ? 1 : 0;
  const viewTexts = () => [...context.created.values()].flat().map(({ sql }) => sql);
  let statement = first;
  for (let repairs = 0; ; repairs++) {
    try {
      await session.learnZones(statement.zones);
      const { sql } = statement;
      if (keeps) {
        const asked = statement;
        const result = await session.reading(session.cells, sql, watch, () =>
          keepSelect(name, asked, { ...context, viewTexts, keep }, watch),
        );
        return { ok: true, value: { result, message: "" } };
      }
      const changed = await session.reading(session.cells, sql, watch, () =>
        session.host.execute(session.cells, sql, watch),
      );
      return { ok: true, value: { result: null, message: statement.describe(changed) } };
    } catch (thrown) {
      const error = tagError(thrown);
      if (isFatal(thrown)) session.host.die(error.message);
      // Its place is in DuckDB's own words, which are not the user's.
      const told = thrown instanceof Error ? thrown.message : String(thrown);
      if (error.code === "unsupported")
        return { ok: false, error: statement.locate({ ...error, message: told }, linesBefore) };
      if (error.code !== "sql") return { ok: false, error };
      const repaired = repairs < mostRepairs ? statement.repair(error, linesBefore) : null;
      if (!repaired) return { ok: false, error: statement.locate(error, linesBefore) };
      statement = repaired;
    }
  }
}

/** Polls come every 10 ms; the page is told four times a second. */
function watchOf({ signal, onEvent }: RunContext, startedAt: number): StatementWatch {
  let toldAt = performance.now();
  const isTime = () => {
    if (performance.now() - toldAt < 250) return false;
    toldAt = performance.now();
    return true;
  };
  return {
    signal,
    onPoll(elapsedMs) {
      if (isTime()) onEvent({ type: "progress", fraction: null, elapsedMs });
    },
    onFetch(bytesDone, bytesTotal) {
      const elapsedMs = performance.now() - startedAt;
      const fetched = { bytesDone, bytesTotal };
      if (isTime()) onEvent({ type: "progress", fraction: bytesDone / bytesTotal, elapsedMs, fetched });
    },
  };
}

async function dropCreated(session: EngineSession, created: Created, cell: string): Promise<void> {
  for (const { kind, name } of (created.get(cell) ?? []).reverse()) {
    await session.host
      .execute(session.cells, `drop ${kind} if exists ${quoteIdentifier(name)}`)
      .catch(ignoreSqlError);
  }
  created.delete(cell);
}

/** What a cell created may since have been replaced by another kind of thing; then it is not this cell's any more. */
function ignoreSqlError(thrown: unknown): null {
  const { code }: EngineError = tagError(thrown);
  if (code !== "sql") throw thrown;
  return null;
}

const opensTransaction = /^\s*(begin|start)\b/i;

/** A failed statement inside a transaction leaves it aborted, and every later one would fail because of it. */
async function rollBack(session: EngineSession): Promise<void> {
  if (session.host.isDead) return;
  await session.host.execute(session.cells, "rollback").catch(ignoreSqlError);
}
