import { largestTable, namedTable, tableNotes } from "../html/chooseTable.ts";
import { htmlTables } from "../html/htmlTables.ts";
import { looksLikeJson } from "../json/looksLikeJson.ts";
import { csvText } from "./csvText.ts";
import { delimitedText } from "./delimitedText.ts";
import { markdownTable } from "./markdownTable.ts";
import { cellsOfSheet } from "./sheetCells.ts";

/** What was pasted, as the clipboard has it; "" where it has none. */
export interface Pasted {
  html: string;
  text: string;
}

/** A file that the normal readers take, made of what was pasted. */
export interface PastedTable {
  name: string;
  /** UTF-8 without a mark. */
  bytes: Uint8Array<ArrayBuffer>;
  format: "csv" | "tsv" | "json" | "ndjson";
  /** Whether the first row names the columns; null where that is not known. */
  hasHeader: boolean | null;
  /** What must be said of how it was read; "" where nothing. */
  note: string;
}

const mostCharacters = 64 << 20;

/**
 * A table in what was pasted, or null where there is none: JSON, a table of a page or a spreadsheet, a table in
 * Markdown, or text between tabs, commas or semicolons. Nothing of it is run, and no document is made.
 */
export function pastedTable({ html, text }: Pasted): PastedTable | null {
  if (text.length > mostCharacters) return null;
  return (
    fromJson(text) ??
    (html.length > mostCharacters ? null : fromHtml(html)) ??
    fromMarkdown(text) ??
    fromSheet(text) ??
    fromCsv(text)
  );
}

function fromJson(text: string): PastedTable | null {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return null;
  const bytes = new TextEncoder().encode(trimmed);
  const format = looksLikeJson(bytes);
  if (format === null) return null;
  const isWhole =
    format === "json"
      ? isJson(trimmed)
      : trimmed.split(/\r?\n/).every((line) => line.trim() === "" || isJson(line));
  // What only begins like JSON may still be a table, or a query.
  if (!isWhole) return null;
  return { name: `pasted.${format}`, bytes, format, hasHeader: null, note: "" };
}

function fromHtml(html: string): PastedTable | null {
  if (!/<table[\s>]/i.test(html)) return null;
  const { tables, title, outsideText } = htmlTables(html);
  const index = largestTable(tables);
  const table = tables[index];
  if (!table) return null;
  const { names, rows } = namedTable(table);
  // A single cell is text that happened to stand in a table.
  if (table.rows.length * (table.rows[0]?.length ?? 0) < 2) return null;
  const notes = [
    ...(tables.length > 1 ? [`the largest of ${tables.length} tables`] : []),
    ...(outsideText > 0 ? [`${outsideText} characters of text around the table are left out`] : []),
    ...tableNotes(table),
  ];
  return asCsv(names ? [names, ...rows] : rows, names ? true : null, notes, table.caption || title);
}

function fromMarkdown(text: string): PastedTable | null {
  const found = markdownTable(text);
  if (!found) return null;
  const notes = found.otherLines > 0 ? [`${found.otherLines} lines around the table are left out`] : [];
  return asCsv(found.rows, true, [...notes, ...found.notes], "");
}

function fromSheet(text: string): PastedTable | null {
  const rows = cellsOfSheet(text);
  if (!rows) return null;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const short = rows.filter((row) => row.length < width).length;
  return asCsv(
    rows,
    null,
    short > 0 ? [`rows with fewer cells than others, filled up with empty ones: ${short}`] : [],
    "",
  );
}

function fromCsv(text: string): PastedTable | null {
  if (!delimitedText(text)) return null;
  return {
    name: "pasted.csv",
    bytes: new TextEncoder().encode(text.replace(/^\ufeff/, "")),
    format: "csv",
    hasHeader: null,
    note: "",
  };
}

function asCsv(
  rows: readonly (readonly string[])[],
  hasHeader: boolean | null,
  notes: string[],
  title: string,
): PastedTable {
  return {
    name: `${fileName(title)}.csv`,
    bytes: new TextEncoder().encode(csvText(rows)),
    format: "csv",
    hasHeader,
    note: notes.join("; "),
  };
}

/** Words of a title as a file's name: letters and digits of any script, joined by "_". */
function fileName(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join("_").slice(0, 40).replace(/_$/, "") || "pasted";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}
