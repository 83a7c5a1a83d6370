import type { Column } from "../engine/protocol.ts";
import { IngestError } from "../ingest/types.ts";
import { type CsvDialect, csvDialect } from "./csvDialect.ts";
import type { ExportWriter } from "./exportWriters.ts";
import { OutputBuffer, recordBatches, type TextColumn, textColumn } from "./textColumns.ts";

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const tab = 0x09;
const apostrophe = 0x27;
const writeAtBytes = 1 << 20;

/** What spreadsheets take for a formula where a text begins with it. */
const formulaStarts = new Set([..."=+-@\t\r\0"].map((mark) => mark.charCodeAt(0)));
const plainNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * Comma-separated values, RFC 4180 with LF line ends and a header, or another dialect (see `csvDialect`). NULL is nothing,
 * '' is "", so both survive. `safe: true` puts ' before text that a spreadsheet would take for a formula; numbers stay as
 * they are. Throws an IngestError that names row and column where the encoding lacks a sign.
 */
export const writeCsv: ExportWriter = (...given) => writeDelimited(",", ...given);

/** As `writeCsv`, with a tab between values. */
export const writeTsv: ExportWriter = (...given) => writeDelimited("\t", ...given);

async function* writeDelimited(
  usualDelimiter: string,
  ...[stream, columns, { onRows, ...options }]: Parameters<ExportWriter>
): ReturnType<ExportWriter> {
  const out = new OutputBuffer();
  const dialect = csvDialect(options, usualDelimiter);
  const { delimiter, lineEnd, nullText, encoder } = dialect;
  if (encoder.begin.length > 0) yield encoder.begin;
  if (dialect.hasHeader) {
    columns.forEach(({ name }, i) => {
      if (i > 0) out.byte(delimiter);
      const bytes = new TextEncoder().encode(name);
      expectFits(dialect, bytes, () => `The name of column ${name}`);
      writeField(out, bytes, 0, bytes.length, dialect);
    });
    out.all(lineEnd);
  }
  let rowsDone = 0;
  for await (const batch of recordBatches(stream)) {
    const texts = columns.map((_, i) => textColumn(batch.getChildAt(i)));
    if (dialect.encoding === "windows-1252") expectAllFit(dialect, texts, columns, batch.numRows, rowsDone);
    for (let row = 0; row < batch.numRows; row++) {
      for (let i = 0; i < texts.length; i++) {
        if (i > 0) out.byte(delimiter);
        const column = texts[i];
        // In a file of one column a NULL is an empty line, which DuckDB's reader takes for a row of NULL.
        if (!column || column.isNull(row)) out.all(nullText);
        else writeField(out, column.bytes, column.offsets[row] ?? 0, column.offsets[row + 1] ?? 0, dialect);
      }
      out.all(lineEnd);
      if (out.length >= writeAtBytes) yield encoder.encode(out.take());
    }
    rowsDone += batch.numRows;
    onRows?.(rowsDone);
  }
  yield encoder.encode(out.take());
}

function expectAllFit(
  dialect: CsvDialect,
  texts: readonly (TextColumn | null)[],
  columns: readonly Column[],
  rows: number,
  rowsBefore: number,
): void {
  texts.forEach((column, i) => {
    for (let row = 0; column && row < rows; row++) {
      if (column.isNull(row)) continue;
      const bytes = column.bytes.subarray(column.offsets[row], column.offsets[row + 1]);
      expectFits(dialect, bytes, () => `Row ${rowsBefore + row + 1} of ${columns[i]?.name}`);
    }
  });
}

function expectFits({ encoder, encoding }: CsvDialect, bytes: Uint8Array, where: () => string): void {
  if (bytes.every((byte) => byte < 0x80)) return;
  const sign = encoder.misfit(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  if (sign !== null)
    throw new IngestError(
      `${where()} has the sign "${sign}", which ${encoding} has no byte for. Choose UTF-8, or replace it.`,
    );
}

function writeField(
  out: OutputBuffer,
  bytes: Uint8Array,
  from: number,
  to: number,
  { delimiter, safe, nullText }: CsvDialect,
): void {
  const isFormula = safe && from < to && formulaStarts.has(bytes[from] ?? 0) && !isNumber(bytes, from, to);
  if (!isFormula && !needsQuotes(bytes, from, to, delimiter) && !isText(bytes, from, to, nullText)) {
    out.copy(bytes, from, to);
    return;
  }
  out.byte(quote);
  if (isFormula) out.byte(apostrophe);
  let start = from;
  for (let i = from; i < to; i++) {
    if (bytes[i] !== quote) continue;
    out.copy(bytes, start, i + 1);
    out.byte(quote);
    start = i + 1;
  }
  out.copy(bytes, start, to);
  out.byte(quote);
}

function isText(bytes: Uint8Array, from: number, to: number, text: Uint8Array): boolean {
  return to - from === text.length && text.every((byte, at) => byte === bytes[from + at]);
}

function isNumber(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from < 50 && plainNumber.test(new TextDecoder().decode(bytes.subarray(from, to)));
}

function needsQuotes(bytes: Uint8Array, from: number, to: number, delimiter: number): boolean {
  if (from === to) return true;
  const [first, last] = [bytes[from], bytes[to - 1]];
  if (first === space || last === space || first === tab || last === tab) return true;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === delimiter || byte === quote || byte === lineFeed || byte === carriageReturn) return true;
  }
  return false;
}
