import type { ExportWriter } from "./exportWriters.ts";
import { OutputBuffer, recordBatches, textColumn } from "./textColumns.ts";

const comma = 0x2c;
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
 * Comma-separated values, RFC 4180 with LF line ends and a header. NULL is nothing, '' is "", so both survive.
 * `safe: true` puts ' before text that a spreadsheet would take for a formula; numbers stay as they are.
 */
export const writeCsv: ExportWriter = (...given) => writeDelimited(comma, ...given);

/** As `writeCsv`, with a tab between values. */
export const writeTsv: ExportWriter = (...given) => writeDelimited(tab, ...given);

async function* writeDelimited(
  delimiter: number,
  ...[stream, columns, { safe = false, onRows }]: Parameters<ExportWriter>
): ReturnType<ExportWriter> {
  const out = new OutputBuffer();
  const style = { delimiter, safe: safe === true };
  const encode = new TextEncoder();
  columns.forEach(({ name }, i) => {
    if (i > 0) out.byte(delimiter);
    const bytes = encode.encode(name);
    writeField(out, bytes, 0, bytes.length, style);
  });
  out.byte(lineFeed);
  let rowsDone = 0;
  for await (const batch of recordBatches(stream)) {
    const texts = columns.map((_, i) => textColumn(batch.getChildAt(i)));
    for (let row = 0; row < batch.numRows; row++) {
      for (let i = 0; i < texts.length; i++) {
        if (i > 0) out.byte(delimiter);
        const column = texts[i];
        // In a file of one column a NULL is an empty line, which DuckDB's reader takes for a row of NULL.
        if (!column || column.isNull(row)) continue;
        writeField(out, column.bytes, column.offsets[row] ?? 0, column.offsets[row + 1] ?? 0, style);
      }
      out.byte(lineFeed);
      if (out.length >= writeAtBytes) yield out.take();
    }
    rowsDone += batch.numRows;
    onRows?.(rowsDone);
  }
  yield out.take();
}

interface FieldStyle {
  delimiter: number;
  safe: boolean;
}

function writeField(
  out: OutputBuffer,
  bytes: Uint8Array,
  from: number,
  to: number,
  { delimiter, safe }: FieldStyle,
): void {
  const isFormula = safe && from < to && formulaStarts.has(bytes[from] ?? 0) && !isNumber(bytes, from, to);
  if (!isFormula && !needsQuotes(bytes, from, to, delimiter)) {
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
