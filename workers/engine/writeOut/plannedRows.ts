import type { Column } from "../../../lib/engine/protocol.ts";
import { exportProjection } from "../../../lib/export/exportProjection.ts";
import { narrowIntegersSql } from "../../../lib/export/wideIntegers.ts";
import { quoteIdentifier } from "../../../lib/sql/quote.ts";
import type { OutFormat, WriteOutPlan } from "../../../lib/writeOut/plan.ts";
import { type EngineSession, selectAll } from "../session.ts";

/** A relation that is to be written, with what reads its rows. */
export interface PlannedRows {
  name: string;
  columns: Column[];
  rows: number;
  /** A SELECT of all of it. */
  query: string;
}

export async function plannedRows(session: EngineSession, name: string): Promise<PlannedRows> {
  const kept = session.rowsOf(name);
  return {
    name,
    columns: kept?.columns ?? (await session.describe(quoteIdentifier(name))),
    rows: await session.rowCountOf(name),
    query: kept ? selectAll(kept) : `select * from ${quoteIdentifier(name)}`,
  };
}

/** What the files of a relation hold, and the statement that gives its rows with the texts of its folders behind. */
export interface FileRows {
  columns: Column[];
  sql: string;
  notes: string[];
}

/**
 * Rows come sorted by their folders, so that one file is open at a time however many folders there are: what is sorted
 * is in DuckDB's memory, which says so where that is too little.
 */
export async function fileRows(
  session: EngineSession,
  { columns, query }: PlannedRows,
  {
    format,
    partitionBy,
    options,
  }: Pick<WriteOutPlan, "partitionBy" | "options"> & { format: Exclude<OutFormat, "duckdb"> },
): Promise<FileRows> {
  const inFiles = columns.filter(({ name }) => !partitionBy.includes(name));
  const { select, notes } = exportProjection(format, inFiles, await wideIntegers(session, query, inFiles));
  const keys = partitionBy.map((name) => `${quoteIdentifier(name)}::VARCHAR`);
  const sortBy = Array.isArray(options.sortBy) ? options.sortBy.map(String).map(quoteIdentifier) : [];
  const order = [...keys, ...sortBy];
  const all = [...select, ...keys.map((key, at) => `${key} as __eider_folder_${at}`)];
  const sorted = order.length === 0 ? "" : ` order by ${order.join(", ")}`;
  // Sorted inside, where a name is the column itself and not what it is written as.
  const from = sorted === "" ? `(${query})` : `(select * from (${query})${sorted})`;
  return { columns: inFiles, sql: `select ${all.join(", ")} from ${from}`, notes };
}

/** HUGEINT columns that hold more than 38 digits, which no format here has an integer for. */
export async function wideIntegers(
  session: EngineSession,
  query: string,
  columns: readonly Column[],
): Promise<Set<string>> {
  const sql = narrowIntegersSql(query, columns);
  if (sql === null) return new Set();
  const answer = await session.withConnection((connection) =>
    session.reading(connection, sql, {}, () => session.host.table(connection, sql)),
  );
  const asked = answer.schema.fields.map(({ name }) => name);
  return new Set(asked.filter((name) => answer.getChild(name)?.get(0) !== "true"));
}
