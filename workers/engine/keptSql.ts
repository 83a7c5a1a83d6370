import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { textProjection } from "../../lib/table/textProjection.ts";
import { type KeptRows, keptSchema } from "./keptResults.ts";

/** A physical table's name in SQL. */
export function keptName(table: string): string {
  return `${keptSchema}.${quoteIdentifier(table)}`;
}

/** All columns of kept rows under their own names. */
export function selectAll(rows: KeptRows): string {
  if ("query" in rows.source) return rows.source.query;
  const { table, from } = rows.source;
  const columns = rows.columns.map((column, i) => {
    const source = quoteIdentifier(from[i] ?? column.name);
    return source === quoteIdentifier(column.name) ? source : `${source} as ${quoteIdentifier(column.name)}`;
  });
  return `select ${columns.join(", ")} from ${keptName(table)}`;
}

/** The text of a page of kept rows; see `textProjection`. */
export function pageSql(rows: KeptRows, offset: number, limit: number): string {
  const columns = textProjection(rows.columns).join(", ");
  if ("query" in rows.source) {
    return `select ${columns} from (${rows.source.query}\n) limit ${limit} offset ${offset}`;
  }
  // By rowid, not OFFSET: OFFSET reads all the rows before it, rowid skips whole row groups.
  const { table, from } = rows.source;
  const inner = rows.columns.map(
    (column, i) => `${quoteIdentifier(from[i] ?? column.name)} as ${quoteIdentifier(column.name)}`,
  );
  const where = `rowid >= ${offset} and rowid < ${offset + limit}`;
  return `select ${columns} from (select ${inner.join(", ")} from ${keptName(table)} where ${where})`;
}
