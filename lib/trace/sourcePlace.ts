import type { Column, Receipt } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";

/** What is known of how a source was loaded. */
export interface LoadedSource {
  file: string;
  columns: readonly Column[];
  receipt: Pick<Receipt, "format" | "rejected" | "skipped"> | null;
  /** The names of the options that it was read with. */
  options: readonly string[];
  /** Made of several files. */
  isMany: boolean;
}

export interface SourcePlace {
  /** "row 1,204 of orders.csv". */
  text: string;
  /** The line of the file, from 1, if no value before it and none of its own goes on in another line. */
  line: number | null;
  /** Counts, as text, the rows of a table up to it with such a value: where there is one, the line is not certain. */
  brokenSql: ((table: string) => string) | null;
}

const above = ["before the table", "before the header", "header"];
const below = ["below the table", "another table"];
/** Options by which a row may lie elsewhere than its number says, or a value not be loaded. */
const moving = ["columns", "where", "fixes", "members"];

/** Where in its file a row of a source is; `place` is its place in the table, from 0. */
export function sourcePlace(source: LoadedSource, place: number): SourcePlace {
  const { file, receipt, options, isMany, columns } = source;
  const row = (place + 1).toLocaleString("en-US");
  const isCertain =
    receipt !== null && receipt.rejected === 0 && !isMany && !options.some((one) => moving.includes(one));
  if (!isCertain) {
    const rejected = receipt?.rejected ?? 0;
    const note =
      rejected > 0
        ? `, ${rejected.toLocaleString("en-US")} rejected not counted`
        : isMany
          ? ", counted through all of its files"
          : "";
    return { text: `row ${row} of those loaded from ${file}${note}`, line: null, brokenSql: null };
  }
  const text = `row ${row} of ${file}`;
  const isLines = /^(csv|tsv|ndjson|jsonl)$/i.test(receipt.format);
  const isPlain = receipt.skipped.every(({ reason }) => above.includes(reason) || below.includes(reason));
  if (!isLines || !isPlain) return { text, line: null, brokenSql: null };
  const before = receipt.skipped.reduce(
    (sum, { reason, lines }) => sum + (above.includes(reason) ? lines : 0),
    0,
  );
  const texts = columns.filter(({ type }) => type === "VARCHAR");
  const broken = texts.map(({ name }) => `regexp_matches(${quoteIdentifier(name)}, '[\\r\\n]')`);
  return {
    text,
    line: place + 1 + before,
    // In NDJSON a line break within a value is written as \n.
    brokenSql:
      broken.length === 0 || !/^(csv|tsv)$/i.test(receipt.format)
        ? null
        : (table) =>
            `select cast(count(*) as varchar) from ${table} where rowid <= ${place} and (${broken.join(" or ")})`,
  };
}
