import type { KeptResult, RunEvent, RunRequest } from "../../lib/engine/protocol.ts";
import { type PlanShape, planShape } from "../../lib/sql/planShape.ts";
import type { PreparedStatement } from "../../lib/sql/prepareCell.ts";
import { StatementCancelled, type StatementWatch } from "./duckHost.ts";
import { keepPlan } from "./keepPlan.ts";
import { keepStream } from "./keepStream.ts";
import { type EngineSession, keptName, type NamingTable } from "./session.ts";
import { tagError } from "./tagError.ts";

/** After this long a result still being kept shows its first rows, where the plan can give them early. */
const previewAfterMs = 150;

export interface KeepContext {
  session: EngineSession;
  signal: AbortSignal;
  onEvent: (event: RunEvent) => void;
  /** The statements that made the views of cells: what a SELECT over a view really runs. */
  viewTexts(): string[];
  /** What the cell asks for; undefined where it is for the engine to choose. */
  keep: RunRequest["keep"];
}

/** Keeps the rows of a SELECT: passes them through, makes a table of them, or, past the memory there is, a view. */
export async function keepSelect(
  name: string,
  statement: PreparedStatement,
  context: KeepContext,
  watch: StatementWatch,
): Promise<KeptResult> {
  const { session } = context;
  if (/^EXPLAIN \([^)]*FORMAT json/i.test(statement.sql))
    return named(session, name, await keepPlan(session, statement.sql, watch), "table");
  if (!statement.isQuery) {
    const key = await keepStream(session, session.host.stream(session.cells, statement.sql, watch));
    return named(session, name, key, "table");
  }
  if (context.keep === "view") return keepAsView(session, name, statement.sql, watch, "computed");
  const { shape, readsFile } = statement.computesWhole
    ? { shape: { kind: "blocking" } as const, readsFile: false }
    : await explain(statement, context);
  const mustBeTable = context.keep === "table";
  if (shape.kind === "pass-through" && !mustBeTable) {
    const passed = await passThrough(session, statement.sql, shape.table, shape.columns);
    if (passed !== null) return named(session, name, passed, "view");
  }
  const most =
    shape.kind === "streaming" && readsFile && !mustBeTable
      ? await mostKeptRows(session, statement.sql)
      : null;
  const kept = most === null ? statement.sql : `select * from (${statement.sql}\n) limit ${most + 1}`;
  const table = session.kept.newTable("r");
  let preview: Promise<void> | null = null;
  let naming = null as NamingTable | null;
  let rowCount: number | null;
  try {
    rowCount = await session.host.execute(session.cells, `create table ${keptName(table)} as\n${kept}`, {
      ...watch,
      onPoll: (elapsedMs) => {
        watch.onPoll?.(elapsedMs);
        if (shape.kind !== "streaming" || preview !== null || elapsedMs < previewAfterMs) return;
        preview = sendPreview(session, statement.sql, context.onEvent);
      },
      onResult: () => {
        // Right behind the statement, not after all that is asked of it. A table that may be too long gets no name yet.
        if (most !== null) return;
        naming = session.nameNewTable(name, table);
        // Failures are for whoever waits for it.
        naming.catch(() => undefined);
      },
    });
  } catch (thrown) {
    // Stopped when its table was there already: too late.
    if (naming !== null && thrown instanceof StatementCancelled)
      return session.keepTable(name, table, await session.count(keptName(table)), naming);
    // What must be computed whole before its first row would fail in the same way as a view.
    const isTooLarge =
      tagError(thrown).code === "out-of-memory" && shape.kind === "streaming" && !mustBeTable;
    if (!isTooLarge || context.signal.aborted) throw thrown;
    return keepAsView(session, name, statement.sql, watch);
  } finally {
    await preview;
  }
  if (most !== null && (rowCount ?? 0) > most) {
    await session.control(`drop table ${keptName(table)}`);
    return keepAsView(session, name, statement.sql, watch);
  }
  naming ??= session.nameNewTable(name, table);
  return session.keepTable(name, table, rowCount ?? (await session.count(keptName(table))), naming);
}

/** How the rows come about, by DuckDB's own plan. */
async function explain(
  { sql }: PreparedStatement,
  { session, viewTexts }: KeepContext,
): Promise<{ shape: PlanShape; readsFile: boolean }> {
  // The line break keeps the statement's own columns where the cell has them; errors count one line less.
  const plan = await session.host.quickTable(session.cells, `explain (format json)\n${sql}`);
  const explained = String(plan.getChild("explain_value")?.get(0) ?? "");
  return { shape: planShape(explained, [sql, ...viewTexts()]), readsFile: /"READ_CSV/.test(explained) };
}

async function named(
  session: EngineSession,
  name: string,
  key: string,
  kept: KeptResult["kept"],
): Promise<KeptResult> {
  await session.setName(name, key, "cell");
  return session.result(key, kept);
}

/** A SELECT of plain columns of one kept table reads that table's rows; null where the plan says too little. */
async function passThrough(
  session: EngineSession,
  sql: string,
  table: string,
  from: string[],
): Promise<string | null> {
  const rowCount = session.kept.rowsOfTable(table);
  if (rowCount === null) return null;
  const columns = await session.describe(`(${sql}\n)`);
  if (columns.length !== from.length) return null;
  return session.keep({ columns, rowCount, source: { table, from } });
}

/** The first rows of a statement that is still running; they stand in until its result is there. */
async function sendPreview(
  session: EngineSession,
  sql: string,
  onEvent: KeepContext["onEvent"],
): Promise<void> {
  const columns = await session.describe(`(${sql}\n)`);
  const rows = { columns, rowCount: 0, source: { query: sql } };
  const page = await session.page(rows, 0, 200);
  onEvent({ type: "preview", columns, page, rows: 200 });
}

/** Cells (rows × columns) read from a file that may be kept as a table; more are read again whenever asked for. */
const keptFileCells = 16_000_000;

/** How many rows streamed from a file that is itself not in memory are kept at most. */
async function mostKeptRows(session: EngineSession, sql: string): Promise<number> {
  const columns = await session.describe(`(${sql}\n)`);
  return Math.floor(keptFileCells / Math.max(1, columns.length));
}

/** The statement stays as a view, read again whenever its rows are asked for. */
async function keepAsView(
  session: EngineSession,
  name: string,
  sql: string,
  watch: StatementWatch,
  kept: "too-large" | "computed" = "too-large",
): Promise<KeptResult> {
  const columns = await session.describe(`(${sql}\n)`);
  const rowCount = await session.count(`(${sql}\n)`, watch);
  const key = session.keep({ columns, rowCount, source: { query: sql } });
  return named(session, name, key, kept);
}
