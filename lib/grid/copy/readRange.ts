import type { EngineError, Outcome } from "../../engine/protocol.ts";
import { decodeTextPage } from "../../table/textPage.ts";

/** A copy holds no more values than these: some ten megabytes, which clipboards and spreadsheets still take. */
export const mostCopied = 500_000;

/** The values asked for in one request. */
const valuesAtOnce = 200_000;

export interface RangeToRead {
  fromRow: number;
  /** The last row with it. */
  toRow: number;
  /** The columns of the result to take, in this order. */
  columns: readonly number[];
}

/** Rows of texts, and how many rows were wanted where those are more than a copy may hold. */
export interface ReadRange {
  rows: (string | null)[][];
  wanted: number;
}

/**
 * The texts of some rows, as many as a copy may hold. Takes what `here` has, and asks `page` (Arrow IPC of text columns,
 * all `allColumns` of the result) for the rest.
 */
export async function readRange(
  { fromRow, toRow, columns }: RangeToRead,
  here: (row: number, column: number) => string | null | undefined,
  page: (offset: number, limit: number) => Promise<Outcome<Uint8Array>>,
  allColumns: number,
): Promise<{ ok: true; value: ReadRange } | { ok: false; error: EngineError }> {
  const wanted = toRow - fromRow + 1;
  const most = Math.max(1, Math.floor(mostCopied / Math.max(1, columns.length)));
  const end = fromRow + Math.min(wanted, most);
  const atOnce = Math.min(20_000, Math.max(50, Math.floor(valuesAtOnce / Math.max(1, allColumns))));
  const rows: (string | null)[][] = [];
  while (fromRow + rows.length < end) {
    const row = fromRow + rows.length;
    const texts = columns.map((column) => here(row, column));
    if (!texts.includes(undefined)) {
      rows.push(texts.map((text) => text ?? null));
      continue;
    }
    const limit = Math.min(atOnce, end - row);
    const answer = await page(row, limit);
    if (!answer.ok) return answer;
    const read = decodeTextPage(answer.value);
    if (read.rows < limit) {
      const message = `Rows up to ${row + limit} were asked for, and fewer came. Run the cell again.`;
      return { ok: false, error: { code: "internal", message } };
    }
    for (let at = 0; at < limit; at++) rows.push(columns.map((column) => read.cell(at, column)));
  }
  return { ok: true, value: { rows, wanted } };
}

/** What is said after copying: "Copied 1,200 rows × 4 columns as CSV". */
export function copiedLine(read: ReadRange, columns: number, format: string | null): string {
  const rows = read.rows.length;
  const count = (number: number, noun: string) =>
    `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
  const as = format === null ? "" : ` as ${format}`;
  if (rows === 1 && columns === 1 && read.wanted === 1) return `Copied 1 value${as}`;
  const across = `${count(columns, "column")}${as}`;
  if (rows === read.wanted) return `Copied ${count(rows, "row")} × ${across}`;
  return `Copied the first ${rows.toLocaleString("en-US")} of ${count(read.wanted, "row")} × ${across}: a copy holds at most ${count(mostCopied, "value")}`;
}
