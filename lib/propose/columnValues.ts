import { quoteIdentifier } from "../sql/quote.ts";
import { type AskRows, countAt } from "./askRows.ts";

/** The distinct values of a text column with the rows that hold each, the most frequent first. */
export interface ColumnValues {
  column: string;
  /** Rows of the relation, and those of them that are NULL. */
  rows: number;
  nulls: number;
  /** Never NULL; '' is a value like others. */
  values: ReadonlyMap<string, number>;
  /** Whether there are more values than were read: what holds for these need not hold for all. */
  isPartial: boolean;
}

/** How many distinct values of a column are looked at. */
export const mostValues = 20_000;

/** Reads the values of a text column of what stands behind FROM. Rejects where the statement fails. */
export async function columnValues(
  ask: AskRows,
  from: string,
  column: string,
  most = mostValues,
): Promise<ColumnValues> {
  const name = quoteIdentifier(column);
  const counted = await ask(
    `select ${name} as v, count(*)::DOUBLE as n from ${from} group by all order by n desc, v`,
    most + 1,
  );
  const values = new Map<string, number>();
  let rows = 0;
  let nulls = 0;
  for (const row of counted.slice(0, most)) {
    const n = countAt(row, "n");
    rows += n;
    if (typeof row.v === "string") values.set(row.v, n);
    else nulls += n;
  }
  return { column, rows, nulls, values, isPartial: counted.length > most };
}
