import type { RecordBatch } from "apache-arrow";
import type { Column } from "../engine/protocol.ts";
import type { ExportWriter } from "./exportWriters.ts";
import { jsonForm } from "./jsonCarrier.ts";
import { jsonOfNested } from "./jsonOfNested.ts";
import { OutputBuffer, recordBatches, textColumn } from "./textColumns.ts";

const writeAtBytes = 1 << 20;
const encoder = new TextEncoder();
const nullText = encoder.encode("null");
const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;

type WriteCell = (out: OutputBuffer, row: number) => void;

/** What stands around the objects of a file. */
interface Around {
  begin: string;
  between: string;
  end: string;
}

/** One JSON object a line. Numbers keep all their digits; what JSON has no form for is a string that casts back. */
export const writeNdjson: ExportWriter = (...given) =>
  writeObjects({ begin: "", between: "\n", end: "\n" }, ...given);

/** As `writeNdjson`, as one JSON array. */
export const writeJson: ExportWriter = (...given) =>
  writeObjects({ begin: "[\n", between: ",\n", end: "\n]\n" }, ...given);

async function* writeObjects(
  around: Around,
  ...[stream, columns, { onRows }]: Parameters<ExportWriter>
): ReturnType<ExportWriter> {
  const out = new OutputBuffer();
  out.all(encoder.encode(around.begin));
  const between = encoder.encode(around.between);
  const keys = columns.map(({ name }, i) => encoder.encode(`${i === 0 ? "{" : ","}${JSON.stringify(name)}:`));
  const endOfRow = encoder.encode("}");
  let rowsDone = 0;
  for await (const batch of recordBatches(stream)) {
    const cells = columns.map((column, i) => cellWriter(batch, column, i));
    for (let row = 0; row < batch.numRows; row++) {
      if (rowsDone + row > 0) out.all(between);
      for (let i = 0; i < cells.length; i++) {
        const key = keys[i];
        if (key) out.all(key);
        cells[i]?.(out, row);
      }
      out.all(endOfRow);
      if (out.length >= writeAtBytes) yield out.take();
    }
    rowsDone += batch.numRows;
    onRows?.(rowsDone);
  }
  // A file of no rows has no line.
  if (rowsDone > 0 || around.begin !== "") out.all(encoder.encode(around.end));
  yield out.take();
}

function cellWriter(batch: RecordBatch, { type }: Column, index: number): WriteCell {
  const form = jsonForm(type);
  const vector = batch.getChildAt(index);
  const data = vector?.data[0];
  if (form.as === "nested" && data) {
    const json = jsonOfNested(data, form.decode);
    return (out, row) => out.all(encoder.encode(json(row)));
  }
  const column = textColumn(vector);
  if (!column) return (out) => out.all(nullText);
  const isBare = form.as === "bare";
  return (out, row) => {
    if (column.isNull(row)) out.all(nullText);
    else writeText(out, column.bytes, column.offsets[row] ?? 0, column.offsets[row + 1] ?? 0, isBare);
  };
}

function writeText(out: OutputBuffer, bytes: Uint8Array, from: number, to: number, isBare: boolean): void {
  if (isBare && isJsonNumberOrBoolean(bytes, from)) {
    out.copy(bytes, from, to);
    return;
  }
  out.byte(quote);
  let start = from;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0x20 && byte !== quote && byte !== backslash) continue;
    out.copy(bytes, start, i);
    out.all(
      encoder.encode(
        byte < 0x20 ? `\\u${byte.toString(16).padStart(4, "0")}` : `\\${String.fromCharCode(byte)}`,
      ),
    );
    start = i + 1;
  }
  out.copy(bytes, start, to);
  out.byte(quote);
}

/** Numbers and booleans as DuckDB prints them are JSON as they stand, but for nan and inf. */
function isJsonNumberOrBoolean(bytes: Uint8Array, from: number): boolean {
  const first = bytes[from] ?? 0;
  const digit = first === minus ? (bytes[from + 1] ?? 0) : first;
  return (digit >= 0x30 && digit <= 0x39) || first === 0x74 || first === 0x66;
}
