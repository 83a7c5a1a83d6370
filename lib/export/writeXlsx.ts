import { strToU8, Zip, ZipDeflate } from "fflate";
import type { Column } from "../engine/protocol.ts";
import { IngestError } from "../ingest/types.ts";
import type { ExportWriter } from "./exportWriters.ts";
import { recordBatches, type TextColumn, textColumn } from "./textColumns.ts";
import { sheetBegin, sheetEnd, sheetPath, styles, workbookParts, xmlText } from "./xlsxParts.ts";

/** Rows of a sheet below its header, and characters of a cell. */
export const mostSheetRows = 1_048_575;
const mostCharacters = 32_767;
const mostColumns = 16_384;
const textAtOnce = 1 << 18;
/** Digits that Excel keeps of a number. */
const exactDigits = 15;
const dayMs = 86_400_000;
/** Excel's day 61: before it there is a day in its calendar that never was. */
const firstDay = Date.UTC(1900, 2, 1);
const dayZero = Date.UTC(1899, 11, 30);

type CellWriter = (text: string) => string;

/** One sheet of a workbook; `stream` is read when its turn comes, `rows` says how many will come, where that is known. */
export interface SheetOf {
  title: string;
  columns: readonly Column[];
  rows: number | null;
  stream: AsyncIterable<Uint8Array>;
}

/**
 * An Excel workbook of one sheet. `relation` names the sheet, `rows` says how many will come. Throws an IngestError for
 * what a sheet cannot hold.
 */
export const writeXlsx: ExportWriter = (stream, columns, { relation, rows, onRows }) => {
  const title = typeof relation === "string" ? relation : "";
  return writeWorkbook([{ title, columns, stream, rows: typeof rows === "number" ? rows : null }], onRows);
};

/**
 * An Excel workbook, each sheet with its header in the first row, streamed. Numbers of up to 15 digits, booleans, dates and
 * times are what they are to Excel; longer numbers and all else is text, so that no digit is lost. `onRows` is told the
 * rows of all sheets so far.
 */
export async function* writeWorkbook(
  sheets: readonly SheetOf[],
  onRows?: (rowsDone: number) => void,
): AsyncGenerator<Uint8Array> {
  for (const { title, columns, rows } of sheets) {
    if (rows !== null && rows > mostSheetRows) throw tooMany(title, "rows", rows, mostSheetRows);
    if (columns.length > mostColumns) throw tooMany(title, "columns", columns.length, mostColumns);
  }
  const made: Uint8Array[] = [];
  let failed: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failed = error;
    else made.push(chunk);
  });
  const add = (path: string) => {
    const part = new ZipDeflate(path, { level: 6 });
    zip.add(part);
    return part;
  };
  for (const [path, text] of workbookParts(sheets.map(({ title }) => title)))
    add(path).push(strToU8(text), true);
  let rowsBefore = 0;
  for (const [at, sheet] of sheets.entries()) {
    const part = add(`xl/${sheetPath(at)}`);
    let rowsDone = 0;
    for await (const { xml, rows } of sheetXml(sheet)) {
      part.push(strToU8(xml), false);
      if (failed) throw failed;
      yield* made.splice(0);
      rowsDone = rows;
      onRows?.(rowsBefore + rows);
    }
    part.push(strToU8(sheetEnd), true);
    rowsBefore += rowsDone;
  }
  zip.end();
  if (failed) throw failed;
  yield* made.splice(0);
}

/** A sheet's text in pieces, with the number of rows so far. */
async function* sheetXml({ title, columns, stream }: SheetOf): AsyncGenerator<{ xml: string; rows: number }> {
  const writers = columns.map(cellWriter);
  const header = columns.map(({ name }) => textCell(name, styles.header)).join("");
  let xml = `${sheetBegin}<row r="1">${header}</row>`;
  let rowsDone = 0;
  for await (const batch of recordBatches(stream)) {
    const texts = columns.map((_, i) => textColumn(batch.getChildAt(i)));
    if (rowsDone + batch.numRows > mostSheetRows)
      throw tooMany(title, "rows", rowsDone + batch.numRows, mostSheetRows);
    for (let row = 0; row < batch.numRows; row++) {
      xml += rowXml(texts, writers, columns, row, rowsDone + row + 2);
      if (xml.length < textAtOnce) continue;
      yield { xml, rows: rowsDone + row + 1 };
      xml = "";
    }
    rowsDone += batch.numRows;
  }
  yield { xml, rows: rowsDone };
}

function rowXml(
  texts: readonly (TextColumn | null)[],
  writers: readonly CellWriter[],
  columns: readonly Column[],
  row: number,
  number: number,
): string {
  let cells = "";
  for (let i = 0; i < texts.length; i++) {
    const column = texts[i];
    if (!column || column.isNull(row)) {
      cells += "<c/>";
      continue;
    }
    const text = decoder.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]));
    if (text.length > mostCharacters)
      throw new IngestError(
        `Row ${number - 1} of ${columns[i]?.name} has ${text.length.toLocaleString("en-US")} characters, and a cell of Excel holds ${mostCharacters.toLocaleString("en-US")}. Export as CSV or Parquet, or shorten it.`,
      );
    cells += writers[i]?.(text) ?? "<c/>";
  }
  return `<row r="${number}">${cells}</row>`;
}

const decoder = new TextDecoder();

function textCell(text: string, style: number = styles.plain): string {
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : "";
  return `<c t="inlineStr"${style === 0 ? "" : ` s="${style}"`}><is><t${space}>${xmlText(text)}</t></is></c>`;
}

const valueCell = (value: number | string, style: number) =>
  `<c${style === 0 ? "" : ` s="${style}"`}><v>${value}</v></c>`;

/** How the texts of a column are written: as numbers and times where Excel keeps them exactly. */
function cellWriter({ type }: Column): CellWriter {
  if (/^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL\(.*\)|FLOAT|DOUBLE)$/.test(type))
    return (text) => (isExact(text) ? valueCell(text, styles.plain) : textCell(text));
  if (type === "BOOLEAN") return (text) => `<c t="b"><v>${text === "true" ? 1 : 0}</v></c>`;
  if (type === "DATE") return (text) => timeCell(`${text} 00:00:00`, text, styles.date);
  if (/^TIMESTAMP(_S|_MS|_NS)?$/.test(type)) return (text) => timeCell(text, text, styles.moment);
  if (type === "TIME")
    return (text) => {
      const ms = Date.parse(`1970-01-01T${text.slice(0, 12)}Z`);
      return isToTheMs(text) && ms < dayMs ? valueCell(ms / dayMs, styles.time) : textCell(text);
    };
  return (text) => textCell(text);
}

/** Whether Excel gives a number back as it was. */
function isExact(text: string): boolean {
  const digits = /^-?(\d+)(?:\.(\d+))?(?:e[-+]?\d+)?$/i.exec(text);
  if (!digits) return false;
  return `${digits[1]}${digits[2] ?? ""}`.replace(/^0+/, "").length <= exactDigits;
}

/** No digits after the milliseconds, which Excel has no room for. */
const isToTheMs = (text: string) => !/\.\d{3}\d*[1-9]/.test(text);

function timeCell(moment: string, text: string, style: number): string {
  const found = /^(\d{4})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,3})?)/.exec(moment);
  const ms = found ? Date.parse(`${found[1]}-${found[2]}-${found[3]}T${found[4]}Z`) : Number.NaN;
  if (Number.isNaN(ms) || ms < firstDay || !isToTheMs(text) || /\((BC|AC)\)/.test(text))
    return textCell(text);
  return valueCell((ms - dayZero) / dayMs, style);
}

function tooMany(title: string, what: string, count: number, most: number): IngestError {
  return new IngestError(
    `${title === "" ? "It" : title} has ${count.toLocaleString("en-US")} ${what}, and a sheet of Excel holds ${most.toLocaleString("en-US")}. Export as CSV or Parquet, or filter it first.`,
  );
}
