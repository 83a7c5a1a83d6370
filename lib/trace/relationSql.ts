import type { Column } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";

/** A relation's name as SQL has it. */
export function relationSql(name: string): string {
  return name.split(".").map(quoteIdentifier).join(".");
}

/** Whether the rows of a relation, given as SQL has it, have a place: those of a view have none. */
export async function isTableSql(
  name: string,
  columns: readonly Column[],
  engine: { columns(sql: string): Promise<unknown> },
): Promise<boolean> {
  if (columns.some((column) => column.name.toLowerCase() === "rowid")) return false;
  return engine.columns(`select rowid from ${name} limit 0`).then(
    () => true,
    () => false,
  );
}
