import type { Receipt } from "../../lib/engine/protocol.ts";
import { countNotes, skippedLines } from "../../lib/ingest/csv/countNotes.ts";
import { countRecords } from "../../lib/ingest/csv/countRecords.ts";
import type { CsvCount } from "../../lib/ingest/csv/csvCount.ts";
import { exactTypes } from "../../lib/ingest/csv/exactTypes.ts";
import type { CsvOptions } from "../../lib/ingest/csv/options/CsvOptions.ts";
import { csvArguments } from "../../lib/ingest/csv/options/csvArguments.ts";
import type { CsvStructure } from "../../lib/ingest/csv/sniff/CsvStructure.ts";
import { type CsvSniff, sniffCsv } from "../../lib/ingest/csv/sniffCsv.ts";
import { type CsvPlan, readCsvSql, sniffToOptions } from "../../lib/ingest/csv/sniffToOptions.ts";
import { fileChunks } from "../../lib/ingest/fileChunks.ts";
import { gunzip } from "../../lib/ingest/gunzip.ts";
import { type DetectedFormat, IngestError } from "../../lib/ingest/types.ts";
import { RemoteFile } from "../../lib/remote/RemoteFile.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { addsUp } from "./addsUp.ts";
import { askedTypes } from "./askedTypes.ts";
import { plannedRows } from "./fixes/plannedRows.ts";
import type { LoadContext } from "./loadContext.ts";
import { keepCsvRejects } from "./rejects.ts";
import { keptName } from "./session.ts";

/** What is known of a file before DuckDB looks at it. */
export interface ToldStructure {
  structure: CsvStructure;
  options: CsvOptions;
  /** Whether the file fits the memory as a table; else it stays where it is. */
  fits: boolean;
}

/** Thrown where a file that could be read otherwise turns out not to keep the rules of delimited text. */
export class BrokenRules extends Error {
  override name = "BrokenRules";
}

/**
 * Loads delimited text by DuckDB's own reader: it can be queried from its handle as soon as the dialect is known; behind
 * that it is counted on its own and, where it fits the memory, becomes a table.
 */
export async function loadCsv(
  context: LoadContext,
  detected: DetectedFormat & { head: Uint8Array },
  told: ToldStructure,
): Promise<Receipt> {
  const { session, request, path, signal } = context;
  const { file } = request;
  const { fits } = told;
  await session.host.registerFile(path, file);
  const headText = new TextDecoder().decode(detected.head);
  const headPath = file instanceof RemoteFile ? await registerHead(context, detected.head) : null;
  const sniff = await sniffCsv(headPath ?? path, headText, sniffArguments(told), async (sql) =>
    decodeTextPage(await session.withConnection((connection) => session.host.bytes(connection, sql))),
  );
  if (headPath !== null) await session.host.dropFile(headPath);
  if (fits && !isAgreed(sniff, told.structure)) throw new BrokenRules();
  if (!sniff)
    throw new IngestError(
      `No way of reading ${file.name} as delimited text gives columns. Is it really a table?`,
    );
  const asked = askedTypes(sniff.columns, context.readAs);
  let plan = sniffToOptions(sniff, detected.head, asked);
  if (file instanceof RemoteFile) return leaveElsewhere(context, plan, detected);
  await showAsView(context, plan, detected);

  const stream = () =>
    detected.compression === "gzip"
      ? gunzip(file, { onBytes: (done) => progress(context, done) })
      : fileChunks(file, { onBytes: (done) => progress(context, done) });
  const counting = countRecords(stream(), plan.dialect, { kinds: plan.kinds, signal: context.signal });
  // A failed count is awaited below; until then nobody may find it unhandled.
  counting.catch(() => undefined);
  let loaded = fits ? await loadTable(context, plan) : null;
  const count = await counting.catch(async (problem: unknown) => {
    // Stopped when its table was there already: nothing else knows of it yet.
    if (loaded && !session.host.isDead) await dropLoaded(context, loaded);
    throw problem;
  });
  signal.throwIfAborted();
  if (loaded && (loaded.isStructural || loaded.rows + loaded.rejected !== count.records)) {
    await dropLoaded(context, loaded);
    throw new BrokenRules();
  }
  // What only the whole file shows: zeros in front, digits beyond a DOUBLE, times with offsets.
  const changes = exactTypes(plan.readAs, count.facts);
  if (changes.length > 0) {
    plan = sniffToOptions(sniff, detected.head, [...changes, ...asked]);
    if (loaded) await dropLoaded(context, loaded);
    loaded = fits ? await loadTable(context, plan) : null;
  }
  return settle(context, plan, detected, count, loaded);
}

/** Makes a file of the first lines, which are here already: of a file elsewhere the sniffer would fetch 40 MB. */
async function registerHead({ session, path }: LoadContext, head: Uint8Array): Promise<string> {
  const headPath = path.replace(/[^/]*$/, (name) => `head-${name}`);
  const lines = head.slice(0, head.lastIndexOf(10) + 1);
  await session.host.registerFile(headPath, new File([lines.length > 0 ? lines : head.slice()], "head.csv"));
  return headPath;
}

/** What DuckDB's sniffer need not find out; for a file that keeps the rules it finds the same. */
function sniffArguments({ options, fits }: ToldStructure): string {
  return fits ? "" : csvArguments(options);
}

/** Whether DuckDB's sniffer found the structure that this project's found. */
export function isAgreed(sniff: CsvSniff | null, { dialect, tables }: CsvStructure): boolean {
  const [region] = tables;
  if (!sniff || !region) return false;
  return (
    sniff.strict &&
    sniff.columns.length === region.names.length &&
    (sniff.columns.length === 1 || sniff.delimiter === dialect.delimiter) &&
    sniff.hasHeader === region.headerRows > 0
  );
}

interface LoadedTable {
  table: string;
  rows: number;
  rejectTable: string;
  rejected: number;
  /** Whether rows were rejected for their structure, not for a value. */
  isStructural: boolean;
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
    context.keepReader(plannedRows(session, plan, context.path));
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

/**
 * Makes the relation a view over a file at another host. To count its rows, or to find values further on that would change
 * types, would fetch all of it; so nothing is counted, and a row that does not fit fails whatever reads it.
 */
async function leaveElsewhere(
  context: LoadContext,
  plan: CsvPlan,
  detected: DetectedFormat,
): Promise<Receipt> {
  const { session, request } = context;
  const query = readCsvSql(context.path, plan, "failing");
  const rows = { columns: plan.columns, rowCount: 0, isUncounted: true, source: { query } };
  await session.setName(request.relation, session.keep(rows), "source");
  const receipt = receiptOf(context, detected, {
    rows: 0,
    exact: false,
    loaded: 0,
    rejected: 0,
    uncounted: true,
    notes: [
      "read from its host as queries need it: its rows are not counted, since that would fetch all of it",
      "types are those of its first rows, and a query that comes to a row that does not fit them fails and names it",
      ...plan.notes,
    ],
  });
  context.onEvent({ type: "ready", relation: request.relation, columns: plan.columns, receipt });
  return receipt;
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
    const { rejected, isStructural } = await keepCsvRejects(
      session,
      connection,
      errors,
      rejectTable,
      context.named,
    );
    return {
      table,
      rows: rows ?? (await session.count(keptName(table))),
      rejectTable,
      rejected,
      isStructural,
    };
  } catch (thrown) {
    // A stop may be heard when the table is there already.
    if (!session.host.isDead) await session.control(`drop table if exists ${keptName(table)}`);
    throw thrown;
  } finally {
    if (!session.host.isDead) await session.host.disconnect(connection);
  }
}

async function dropLoaded({ session }: LoadContext, { table, rejectTable }: LoadedTable): Promise<void> {
  for (const name of [table, rejectTable]) await session.control(`drop table if exists ${keptName(name)}`);
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
  counts: Pick<Receipt, "rows" | "exact" | "loaded" | "rejected" | "notes" | "uncounted">,
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
