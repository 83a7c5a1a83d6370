import { Field, Schema, Utf8 } from "apache-arrow";
import { dataOf } from "../arrow/dataOf.ts";
import { batchOf, ipcOf } from "../arrow/ipcOf.ts";
import { type BatchSink, IngestError, type ReadProgress, type ReadReport } from "../types.ts";
import { largestTable, namedTable, tableNotes } from "./chooseTable.ts";
import { htmlTables } from "./htmlTables.ts";
import { htmlText } from "./htmlText.ts";

export interface HtmlReadOptions {
  /** Which table, from 1 in the order of the page; the largest where not given. */
  table?: number;
  /** Whether the first row names the columns; by the table's own marks where not given. */
  header?: boolean;
}

const mostBytes = 256 << 20;
const batchRows = 20_000;

/** Reads one table of an HTML page, or of HTML that is named .xls, as columns of text. */
export async function readHtmlTable(
  file: Blob,
  sink: BatchSink,
  options: HtmlReadOptions,
  onProgress: ReadProgress,
  signal: AbortSignal,
): Promise<ReadReport> {
  if (file.size > mostBytes) {
    throw new IngestError("The page is larger than 256 MiB, which cannot be read; save its table as CSV.");
  }
  const { text, encoding, notes } = htmlText(new Uint8Array(await file.arrayBuffer()));
  signal.throwIfAborted();
  const { tables, outsideText } = htmlTables(text);
  const index = options.table === undefined ? largestTable(tables) : options.table - 1;
  const table = tables[index];
  if (!table || table.rows.length === 0) {
    throw new IngestError(
      tables.length === 0 || options.table === undefined
        ? "The page holds no table with text in it. If it draws its table by script, copy the table and paste it."
        : `The page has no table ${options.table} with rows; it has ${tables.length}.`,
    );
  }
  const marked = namedTable(table);
  const { names, rows } =
    options.header === undefined
      ? marked
      : options.header
        ? namedTable({ ...table, headerRows: Math.max(1, table.headerRows) })
        : { names: null, rows: table.rows };
  const columns = columnNames(names, table.rows[0]?.length ?? 0);
  const schema = new Schema(columns.map((name) => new Field(name, new Utf8(), true)));
  for (let from = 0; from < rows.length || from === 0; from += batchRows) {
    signal.throwIfAborted();
    const slice = rows.slice(from, from + batchRows);
    // Nothing in a cell is no value, as in CSV.
    const data = columns.map((_, column) =>
      dataOf(
        new Utf8(),
        slice.map((row) => (row[column] ? row[column] : null)),
      ),
    );
    await sink.append(ipcOf(schema, slice.length > 0 ? [batchOf(schema, data, slice.length)] : []));
    onProgress(
      Math.round((file.size * (from + slice.length)) / Math.max(1, rows.length)),
      from + slice.length,
    );
  }
  const headings = table.rowElements - rows.length;
  const others = tables.length - 1;
  return {
    rows: table.rowElements - (names === null ? 0 : headings),
    loaded: rows.length,
    rejects: [],
    skipped: [
      ...(names !== null && headings > 0 ? [{ reason: "heading", lines: headings }] : []),
      ...(table.emptyRows > 0 ? [{ reason: "row without cells", lines: table.emptyRows }] : []),
    ],
    notes: [
      ...notes,
      ...(others > 0
        ? [
            `table ${index + 1} of ${tables.length} is read${table.caption ? ` ("${table.caption.slice(0, 80)}")` : ""}`,
          ]
        : []),
      ...(names === null ? ["the table marks no headings, so its columns have numbers"] : []),
      ...(outsideText > 0 ? [`characters of text around tables, which are not read: ${outsideText}`] : []),
      ...tableNotes(table),
    ],
    encoding,
    columns: columns.map((name) => ({ name, type: "VARCHAR" })),
  };
}

/** Names for columns, none twice without regard to case. */
function columnNames(names: readonly string[] | null, width: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, column) => {
    const wanted = names?.[column]?.replaceAll("\0", "") || `column${column}`;
    let name = wanted;
    for (let copy = 1; taken.has(name.toLowerCase()); copy++) name = `${wanted}_${copy}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
