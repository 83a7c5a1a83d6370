import type { Column, Receipt } from "../../lib/engine/protocol.ts";
import { openStream } from "../../lib/ingest/compression/openStream.ts";
import type { CsvOptions } from "../../lib/ingest/csv/options/CsvOptions.ts";
import { readDelimitedText } from "../../lib/ingest/csv/read/readDelimitedText.ts";
import { textRowsAgain } from "../../lib/ingest/csv/read/textRowsAgain.ts";
import type { CsvStructure } from "../../lib/ingest/csv/sniff/CsvStructure.ts";
import { misfitsSql, typedColumnsSql } from "../../lib/ingest/csv/types/chooseTypes.ts";
import { settleColumns } from "../../lib/ingest/csv/types/settleColumns.ts";
import { typedColumns } from "../../lib/ingest/csv/types/typedColumns.ts";
import type { DetectedFormat, ReadReport } from "../../lib/ingest/types.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { decodeTextPage, type TextPage } from "../../lib/table/textPage.ts";
import { addsUp } from "./addsUp.ts";
import type { RowReader } from "./fixes/RowReader.ts";
import { typedRows } from "./fixes/typedRows.ts";
import type { LoadContext } from "./loadContext.ts";
import { addMisfits, keepRejects } from "./rejects.ts";
import { type EngineSession, keptName } from "./session.ts";
import { TableSink } from "./tableSink.ts";

/** Rows that a column's type is guessed from; all rows decide whether it holds. */
const sampledRows = 1000;

/**
 * Loads delimited text in any state: first as columns of text, then each column gets the type that all its values have.
 * With types that were asked for, rows whose values are not of them are rejected.
 */
export async function loadAnyText(
  context: LoadContext,
  detected: DetectedFormat,
  given: CsvOptions,
): Promise<Receipt> {
  const { session, request, signal } = context;
  const { file, relation } = request;
  const sink = new TableSink(session);
  let made: TypedTable;
  let report: ReadReport & { structure: CsvStructure };
  try {
    report = await readDelimitedText({
      open: () =>
        openStream(file, detected.compression, { signal, onBytes: (done) => progress(context, done) }),
      sink,
      options: given,
      onProgress: () => undefined,
      signal,
    });
    await sink.flush();
    made = await withTypes(context, sink.table, report, optionsFor(context, given, report));
    if (made.table !== sink.table) await session.control(`drop table if exists ${keptName(sink.table)}`);
    signal.throwIfAborted();
  } catch (thrown) {
    await sink.discard();
    throw thrown;
  }
  const { table, columns } = made;
  const loaded = await session.count(keptName(table));
  const from = columns.map(({ name }) => name);
  await session.setName(
    relation,
    session.keep({ columns, rowCount: loaded, source: { table, from } }),
    "source",
  );
  const ragged = await keepRejects(session, relation, context.named, report.rejects);
  const misfit = made.misfits === null ? 0 : await addMisfits(session, relation, context.named, made.misfits);
  context.keepReader(made.reader);
  const rejected = ragged + misfit;
  const receipt: Receipt = {
    file: file.name,
    source: relation,
    relation,
    format: detected.compression === "gzip" ? `${detected.format} (gzip)` : detected.format,
    encoding: report.encoding,
    rows: report.rows,
    exact: true,
    loaded,
    rejected,
    skipped: report.skipped,
    bytes: file.size,
    elapsedMs: performance.now() - context.startedAt,
    notes: [...report.notes, ...made.notes, ...addsUp(report.rows, loaded, rejected)],
    error: null,
  };
  context.onEvent({ type: "ready", relation, columns, receipt });
  return receipt;
}

/** The options, with the types that other files of the same relation ask of this one's columns. */
function optionsFor({ readAs }: LoadContext, given: CsvOptions, { columns }: ReadReport): CsvOptions {
  if (!readAs || readAs.size === 0) return given;
  const asked = columns.flatMap(({ name }) => {
    const type = readAs.get(name.toLowerCase());
    return type === undefined ? [] : [[name, type] as const];
  });
  return { ...given, types: { ...Object.fromEntries(asked), ...given.types } };
}

interface TypedTable {
  table: string;
  columns: Column[];
  notes: string[];
  misfits: string | null;
  reader: RowReader;
}

/** Gives the columns of a table of text their types; the table itself where all of them stay text. */
async function withTypes(
  { session, signal }: LoadContext,
  texts: string,
  { columns, structure }: ReadReport & { structure: CsvStructure },
  options: CsvOptions,
): Promise<TypedTable> {
  const from = keptName(texts);
  const names = columns.map(({ name }) => name);
  const sample = await ask(session, `select * from ${from} limit ${sampledRows}`);
  const rows = Array.from({ length: sample.rows }, (_, row) =>
    names.map((_, column) => sample.cell(row, column)),
  );
  const plan = await settleColumns(from, typedColumns(names, rows, options), options, async (sql) => {
    const measured = await ask(session, sql, signal);
    return measured.columns.map((_, column) => measured.cell(0, column));
  });
  const notes = plan.flatMap((column) => column.notes);
  const reader = typedRows(session, textRowsAgain(names, structure.dialect), plan, options);
  if (plan.every(({ rules }) => rules.length === 0))
    return { table: texts, columns, notes, misfits: null, reader };
  const misfits = misfitsSql(from, plan, options);
  const refused = misfits === null ? null : await refusedRows(session, misfits);
  let table = texts;
  if (refused !== null) {
    table = session.kept.newTable("s");
    const kept = `select * from ${from} where rowid not in (from ${refused.rows})`;
    await session.withConnection((connection) =>
      session.host.execute(connection, `create table ${keptName(table)} as ${kept}`, { signal }),
    );
  }
  const typed = typedColumnsSql(plan, options);
  for (const { name, type, sql } of typed) {
    if (sql === null) continue;
    const change = `alter table ${keptName(table)} alter column ${quoteIdentifier(name)} set data type ${type} using ${sql}`;
    await session.withConnection((connection) => session.host.execute(connection, change, { signal }));
  }
  return {
    table,
    columns: typed.map(({ name, type }) => ({ name, type })),
    notes,
    misfits: refused?.misfits ?? null,
    reader,
  };
}

/** The values that an asked type refuses as a table, and the query of the rows that they are in; null where there are none. */
async function refusedRows(
  session: EngineSession,
  sql: string,
): Promise<{ misfits: string; rows: string } | null> {
  const misfits = session.kept.newTable("s");
  await session.withConnection((connection) =>
    session.host.execute(connection, `create table ${keptName(misfits)} as ${sql}`),
  );
  if ((await session.count(keptName(misfits))) > 0)
    return { misfits, rows: `(select n - 1 from ${keptName(misfits)})` };
  await session.control(`drop table ${keptName(misfits)}`);
  return null;
}

async function ask(session: EngineSession, sql: string, signal?: AbortSignal): Promise<TextPage> {
  return decodeTextPage(
    await session.withConnection((connection) =>
      session.host.bytes(connection, sql, signal ? { signal } : {}),
    ),
  );
}

function progress({ request, onEvent }: LoadContext, bytesDone: number): void {
  onEvent({
    type: "progress",
    relation: request.relation,
    bytesDone,
    bytesTotal: request.file.size,
    rowsDone: 0,
  });
}
