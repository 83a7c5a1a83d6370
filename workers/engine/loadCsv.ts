import type { Receipt } from "../../lib/engine/protocol.ts";
import { countNotes, skippedLines } from "../../lib/ingest/csv/countNotes.ts";
import { countRecords } from "../../lib/ingest/csv/countRecords.ts";
import type { CsvCount } from "../../lib/ingest/csv/csvCount.ts";
import { exactTypes } from "../../lib/ingest/csv/exactTypes.ts";
import { sniffCsv } from "../../lib/ingest/csv/sniffCsv.ts";
import { type CsvPlan, readCsvSql, sniffToOptions } from "../../lib/ingest/csv/sniffToOptions.ts";
import { fileChunks } from "../../lib/ingest/fileChunks.ts";
import { gunzip } from "../../lib/ingest/gunzip.ts";
import { type DetectedFormat, IngestError } from "../../lib/ingest/types.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { addsUp } from "./addsUp.ts";
import { askedTypes } from "./askedTypes.ts";
import { keepCsvRejects } from "./rejects.ts";
import { keptName } from "./session.ts";
import type { LoadContext } from "./sources.ts";

/** The share of the engine's memory that one file may take, by its size on disk (gzip: times what text shrinks by). */
const budgetShare = 0.3;
const gzipGrowth = 6;

/**
 * Loads delimited text: it can be queried from its handle as soon as the dialect is known; behind that it is counted
 * on its own and, where it fits the memory, becomes a table.
 */
export async function loadCsv(
  context: LoadContext,
  detected: DetectedFormat & { head: Uint8Array },
): Promise<Receipt> {
  const { session, request, path, signal } = context;
  const { file } = request;
  await session.host.registerFile(path, file);
  const headText = new TextDecoder().decode(detected.head);
  const sniff = await sniffCsv(path, headText, async (sql) =>
    decodeTextPage(await session.withConnection((connection) => session.host.bytes(connection, sql))),
  );
  if (!sniff)
    throw new IngestError(
      `No way of reading ${file.name} as delimited text gives columns. Is it really a table?`,
    );
  const asked = askedTypes(sniff.columns, context.readAs);
  let plan = sniffToOptions(sniff, detected.head, asked);
  await showAsView(context, plan, detected);

  const stream = () =>
    detected.compression === "gzip"
      ? gunzip(file, { onBytes: (done) => progress(context, done) })
      : fileChunks(file, { onBytes: (done) => progress(context, done) });
  const counting = countRecords(stream(), plan.dialect, { kinds: plan.kinds, signal: context.signal });
  // A failed count is awaited below; until then nobody may find it unhandled.
  counting.catch(() => undefined);
  const bytes = context.groupBytes ?? file.size;
  const size = detected.compression === "gzip" ? bytes * gzipGrowth : bytes;
  const fits = size <= budgetShare * session.memoryLimitBytes;
  let loaded = fits ? await loadTable(context, plan) : null;
  const count = await counting;

  signal.throwIfAborted();
  // What only the whole file shows: zeros in front, digits beyond a DOUBLE, times with offsets.
  const changes = exactTypes(plan.readAs, count.facts);
  if (changes.length > 0) {
    plan = sniffToOptions(sniff, detected.head, [...changes, ...asked]);
    if (loaded) await dropTable(context, loaded.table);
    loaded = fits ? await loadTable(context, plan) : null;
  }
  return settle(context, plan, detected, count, loaded);
}

interface LoadedTable {
  table: string;
  rows: number;
  rejectTable: string;
  rejected: number;
}

async function settle(
  context: LoadContext,
  plan: CsvPlan,
  detected: DetectedFormat,
  count: CsvCount,
  loaded: LoadedTable | null,
): Promise<Receipt> {
  const { session, request } = context;
  const { relation } = request;
  if (loaded) {
    const from = plan.columns.map((column) => column.name);
    const key = session.keep({
      columns: plan.columns,
      rowCount: loaded.rows,
      source: { table: loaded.table, from },
    });
    await session.setName(relation, key, "source");
    if (loaded.rejected > 0) await session.nameTable(`${relation}__rejects`, loaded.rejectTable);
  } else {
    // Without a table the rows that load are counted by reading the file once through.
    const { signal } = context;
    const rows = await session.count(`(${readCsvSql(context.path, plan, null)})`, { signal });
    const key = session.keep({
      columns: plan.columns,
      rowCount: rows,
      source: { query: readCsvSql(context.path, plan, null) },
    });
    await session.setName(relation, key, "source");
  }
  const rows = count.records;
  const loadedRows = loaded ? loaded.rows : (session.rowsOf(relation)?.rowCount ?? 0);
  const rejected = loaded ? loaded.rejected : rows - loadedRows;
  const notes = [...plan.notes, ...countNotes(count, plan.dialect), ...addsUp(rows, loadedRows, rejected)];
  if (!loaded) notes.push("too large to keep in memory: every query reads the file again");
  const receipt = receiptOf(context, detected, { rows, exact: true, loaded: loadedRows, rejected, notes });
  receipt.skipped = skippedLines(count, plan.dialect);
  context.onEvent({ type: "ready", relation, columns: plan.columns, receipt });
  return receipt;
}

/** Makes the relation a view over the file at once, with a receipt that says its counts are still moving. */
async function showAsView(context: LoadContext, plan: CsvPlan, detected: DetectedFormat): Promise<void> {
  const { session, request } = context;
  const query = readCsvSql(context.path, plan, null);
  const key = session.keep({ columns: plan.columns, rowCount: 0, source: { query } });
  await session.setName(request.relation, key, "source");
  const receipt = receiptOf(context, detected, {
    rows: 0,
    exact: false,
    loaded: 0,
    rejected: 0,
    notes: plan.notes,
  });
  context.onEvent({ type: "ready", relation: request.relation, columns: plan.columns, receipt });
}

async function loadTable(context: LoadContext, plan: CsvPlan): Promise<LoadedTable> {
  const { session } = context;
  const table = session.kept.newTable("s");
  const errors = `${table}_errors`;
  // Rejects go to temporary tables, which only this connection sees.
  const connection = await session.host.connect();
  try {
    const select = readCsvSql(context.path, plan, { errors, scans: `${table}_scans` });
    const create = `create table ${keptName(table)} as ${select}`;
    const rows = await session.host.execute(connection, create, { signal: context.signal });
    const rejectTable = session.kept.newTable("s");
    const rejected = await keepCsvRejects(
      session,
      connection,
      errors,
      rejectTable,
      context.request.file.name,
    );
    return { table, rows: rows ?? (await session.count(keptName(table))), rejectTable, rejected };
  } finally {
    if (!session.host.isDead) await session.host.disconnect(connection);
  }
}

async function dropTable({ session }: LoadContext, table: string): Promise<void> {
  await session.control(`drop table if exists ${keptName(table)}`);
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

function receiptOf(
  { request, startedAt }: LoadContext,
  { format, compression }: DetectedFormat,
  counts: Pick<Receipt, "rows" | "exact" | "loaded" | "rejected" | "notes">,
): Receipt {
  return {
    file: request.file.name,
    source: request.relation,
    relation: request.relation,
    format: compression === "gzip" ? `${format} (gzip)` : format,
    encoding: "utf-8",
    skipped: [],
    bytes: request.file.size,
    elapsedMs: performance.now() - startedAt,
    error: null,
    ...counts,
  };
}
