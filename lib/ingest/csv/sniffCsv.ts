import type { Column } from "../../engine/protocol.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import type { TextPage } from "../../table/textPage.ts";

/** What DuckDB's sniffer makes of a CSV file; a mark that the file does not have is "". */
export interface CsvSniff {
  delimiter: string;
  quote: string;
  escape: string;
  comment: string;
  skipLines: number;
  hasHeader: boolean;
  columns: Column[];
  dateFormat: string | null;
  timestampFormat: string | null;
  /** false where only the lenient reader makes sense of the file: its line ends are mixed. */
  strict: boolean;
}

// In the order tried: the sniffer gives up on one ragged line, or takes the whole line for one column.
const attempts = [
  { options: "", strict: true },
  { options: ", ignore_errors=true", strict: true },
  { options: ", strict_mode=false", strict: false },
  { options: ", ignore_errors=true, strict_mode=false", strict: false },
];

/**
 * Sniffs a file by its registered path; `ask` runs a SELECT whose columns are all text and throws as DuckDB does.
 * `head` is the file's first text; `known` are arguments for what need not be found out (see csvArguments). Answers null where no attempt makes anything of the file.
 */
export async function sniffCsv(
  path: string,
  head: string,
  known: string,
  ask: (sql: string) => Promise<TextPage>,
): Promise<CsvSniff | null> {
  let best: CsvSniff | null = null;
  for (const { options, strict } of attempts) {
    const sniff = await ask(sniffSql(path, known + options)).then(
      (page) => sniffFromText(page, strict),
      // The sniffer's errors are long guesses; the next attempt, or the load, tells what is wrong.
      () => null,
    );
    if (sniff && (!best || sniff.columns.length > best.columns.length)) best = sniff;
    if (best && (best.columns.length > 1 || !looksDelimited(head))) return best;
  }
  return best;
}

/** The SELECT that asks DuckDB's sniffer: one row a column, every value text. */
export function sniffSql(path: string, options: string): string {
  return (
    'SELECT "Delimiter", "Quote", "Escape", "Comment", "SkipRows"::VARCHAR, "HasHeader"::VARCHAR, ' +
    '"DateFormat"::VARCHAR, "TimestampFormat"::VARCHAR, c.name::VARCHAR, c.type::VARCHAR FROM ' +
    `(SELECT *, unnest("Columns") AS c FROM sniff_csv(${quoteLiteral(path)}${options}))`
  );
}

/** Reads the answer to `sniffSql`; null where it has no columns. */
export function sniffFromText(page: TextPage, strict: boolean): CsvSniff | null {
  if (page.rows === 0) return null;
  const text = (column: number) => page.cell(0, column);
  const mark = (column: number) => {
    const value = text(column);
    return value === null || value === "(empty)" ? "" : value === "\\t" ? "\t" : value;
  };
  const columns = Array.from({ length: page.rows }, (_, row) => ({
    name: page.cell(row, 8) ?? "",
    type: page.cell(row, 9) ?? "VARCHAR",
  }));
  return {
    delimiter: mark(0) || ",",
    quote: mark(1),
    escape: mark(2),
    comment: mark(3),
    skipLines: Number(text(4)),
    hasHeader: text(5) === "true",
    dateFormat: text(6) || null,
    timestampFormat: text(7) || null,
    columns,
    strict,
  };
}

/** Whether most lines hold the same number of some usual delimiter, so that one column cannot be the answer. */
function looksDelimited(head: string): boolean {
  const lines = head.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  const sample = lines.slice(0, 100);
  return [",", ";", "\t", "|"].some((delimiter) => {
    const counts = new Map<number, number>();
    for (const line of sample) {
      const count = line.split(delimiter).length - 1;
      if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    return sample.length > 1 && Math.max(0, ...counts.values()) * 2 >= sample.length;
  });
}
