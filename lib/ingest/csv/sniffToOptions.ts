import type { Column } from "../../engine/protocol.ts";
import { quoteIdentifier, quoteLiteral } from "../../sql/quote.ts";
import { CsvScanner } from "./csvScanner.ts";
import type { CsvDialect } from "./dialect.ts";
import { exactTypes, type TypeChange } from "./exactTypes.ts";
import { type FieldKind, fieldKind } from "./fieldFacts.ts";
import type { CsvSniff } from "./sniffCsv.ts";

/** How a CSV file is read: with which options, as which columns, and what to say about it. */
export interface CsvPlan {
  /** The arguments of read_csv after the path, without what becomes of rejected rows. */
  args: string;
  /** One expression a column over what read_csv gives. */
  projection: string[];
  /** The relation's columns. */
  columns: Column[];
  /** Types as read, before the projection; for `exactTypes` over the whole file. */
  readAs: Column[];
  /** For the record count, with what to look for by column. */
  dialect: CsvDialect;
  kinds: FieldKind[];
  notes: string[];
  /** What the plan was made of. */
  sniff: CsvSniff;
}

const zonedType = "TIMESTAMP WITH TIME ZONE";

/**
 * Makes the plan from what was sniffed and the file's first bytes (UTF-8, the first MiB or so).
 * `changes` are types that a scan of the whole file asks for (see `exactTypes`).
 */
export function sniffToOptions(
  sniff: CsvSniff,
  head: Uint8Array,
  changes: readonly TypeChange[] = [],
): CsvPlan {
  const dialect = dialectOf(sniff, new TextDecoder().decode(head));
  const fromHead = exactTypes(sniff.columns, factsOf(head, dialect, sniff.columns));
  const readAs = sniff.columns.map((column) => ({ ...column }));
  const notes: string[] = [];
  for (const change of [...fromHead, ...changes]) {
    const column = readAs[change.column];
    if (!column) continue;
    column.type = change.type;
    notes.push(change.note);
  }
  const zoned = readAs.filter(({ type }) => type === zonedType).map(({ name }) => name);
  if (zoned.length > 0)
    notes.push(`times with Z or an offset are kept as UTC TIMESTAMP: ${zoned.join(", ")}`);
  if (sniff.dateFormat) notes.push(`dates are read as ${sniff.dateFormat}`);
  if (sniff.timestampFormat) notes.push(`times are read as ${sniff.timestampFormat}`);
  if (!sniff.strict)
    notes.push(
      "line ends are mixed, so the file is read leniently: text after a closing quote or the last column is not kept",
    );
  return {
    args: argumentsOf(sniff, dialect, readAs),
    projection: readAs.map(({ name, type }) => {
      const quoted = quoteIdentifier(name);
      // Straight from text to TIMESTAMP would drop the offset; through TIMESTAMPTZ it is applied.
      return type === zonedType ? `${quoted}::TIMESTAMP AS ${quoted}` : quoted;
    }),
    columns: readAs.map(({ name, type }) => ({ name, type: type === zonedType ? "TIMESTAMP" : type })),
    readAs,
    dialect,
    kinds: readAs.map(({ type }) => fieldKind(type)),
    notes: [...new Set(notes)],
    sniff,
  };
}

/**
 * The same plan for rows that come on their own: without a header, lines to skip or comments, and with a number before
 * the fields of each, in a column called `number`.
 */
export function numberedRowsPlan(plan: CsvPlan, number: string): CsvPlan {
  const dialect = { ...plan.dialect, comment: "", skipLines: 0, hasHeader: false };
  const readAs = [{ name: number, type: "BIGINT" }, ...plan.readAs];
  return {
    ...plan,
    args: argumentsOf(plan.sniff, dialect, readAs),
    projection: [quoteIdentifier(number), ...plan.projection],
    columns: [{ name: number, type: "BIGINT" }, ...plan.columns],
    readAs,
    dialect,
  };
}

/**
 * The SELECT that reads the file at `path` as planned. With `rejects`, rows that do not fit go to two temporary tables
 * of those names; without, they are left out (for a view over a file whose rejects are counted otherwise), or, where
 * nothing counts them, the first of them fails the statement.
 */
export function readCsvSql(
  path: string,
  plan: CsvPlan,
  rejects: { errors: string; scans: string } | "failing" | null,
): string {
  const fate =
    rejects === null
      ? ", ignore_errors=true"
      : rejects === "failing"
        ? ""
        : `, store_rejects=true, rejects_limit=0, rejects_table=${quoteLiteral(rejects.errors)}, rejects_scan=${quoteLiteral(rejects.scans)}`;
  return `SELECT ${plan.projection.join(", ")} FROM read_csv(${quoteLiteral(path)}, ${plan.args}${fate})`;
}

/** The dialect as read, which is the sniffed one made safe for what the sample did not show. */
function dialectOf(sniff: CsvSniff, head: string): CsvDialect {
  const { delimiter, hasHeader, columns } = sniff;
  // Surely within the rows that the sniffer looked at.
  const sample = head.split("\n", 2000).join("\n");
  // No quotes in the sample says nothing about the rest of the file. Only quotes that the sample shows to be
  // plain characters, at the start of a field, must stay plain.
  const plainQuotes =
    sniff.quote === "" &&
    (sample.startsWith('"') || ["\n", "\r", delimiter].some((before) => sample.includes(`${before}"`)));
  const quote = sniff.quote !== "" || plainQuotes ? sniff.quote : '"';
  const { comment, skipLines } = commentOf(sniff, head);
  return {
    delimiter,
    quote,
    escape: quote === "" ? "" : sniff.escape || quote,
    comment,
    skipLines,
    hasHeader,
    columns: columns.length,
  };
}

/**
 * DuckDB cuts a line at a comment mark wherever it stands ("#fff" becomes NULL). So where the comments come first,
 * they are skipped as lines; and where values hold the mark, none is read as a comment: a comment line is then rejected, and seen.
 */
function commentOf(sniff: CsvSniff, head: string): { comment: string; skipLines: number } {
  const { comment, skipLines } = sniff;
  if (comment === "") return { comment, skipLines };
  const lines = head.split(/\r\n|\n|\r/);
  const isComment = (line: string) => line.trimStart().startsWith(comment);
  let first = skipLines;
  while (first < lines.length && isComment(lines[first] ?? "")) first++;
  const rest = lines.slice(first, -1);
  const inside = rest.some((line) => !isComment(line) && line.includes(comment));
  if (inside || !rest.some(isComment)) return { comment: "", skipLines: first };
  return { comment, skipLines };
}

function argumentsOf(sniff: CsvSniff, dialect: CsvDialect, columns: readonly Column[]): string {
  const types = columns.map(({ name, type }) => `${quoteLiteral(name)}: ${quoteLiteral(type)}`);
  const args = [
    "auto_detect=false",
    `delim=${quoteLiteral(dialect.delimiter)}`,
    `quote=${quoteLiteral(dialect.quote)}`,
    `escape=${quoteLiteral(dialect.escape)}`,
    `comment=${quoteLiteral(dialect.comment)}`,
    `skip=${dialect.skipLines}`,
    `header=${dialect.hasHeader}`,
    `columns={${types.join(", ")}}`,
    `strict_mode=${sniff.strict}`,
    // new_line is left out: told the wrong one, DuckDB reads no rows and reports no error.
  ];
  if (sniff.dateFormat) args.push(`dateformat=${quoteLiteral(sniff.dateFormat)}`);
  if (sniff.timestampFormat) args.push(`timestampformat=${quoteLiteral(sniff.timestampFormat)}`);
  return args.join(", ");
}

function factsOf(head: Uint8Array, dialect: CsvDialect, columns: readonly Column[]) {
  const scanner = new CsvScanner(
    dialect,
    columns.map(({ type }) => fieldKind(type)),
  );
  // The last line may be cut off in the middle of a number.
  scanner.push(head.subarray(0, head.lastIndexOf(10) + 1 || head.length));
  return scanner.end().facts;
}
