import type { Column, Receipt } from "./protocol.ts";

/** The whole receipt of a source as plain text, to be pasted where somebody asks how the data came to be. */
export function receiptText(receipt: Receipt, columns: readonly Column[]): string {
  const { file, source, format, encoding, rows, exact, loaded, rejected, skipped, bytes, elapsedMs } =
    receipt;
  const counting = receipt.uncounted ? ", not counted" : exact ? "" : ", still counting";
  const count = (n: number) => n.toLocaleString("en");
  const lines = [
    `Source: ${source}`,
    `File: ${file} (${count(bytes)} bytes)`,
    `Format: ${format}`,
    ...(encoding === null ? [] : [`Encoding: ${encoding}`]),
    `Rows: ${count(rows)} = ${count(loaded)} loaded + ${count(rejected)} rejected${counting}`,
    ...skipped.map(({ reason, lines: n }) => `Skipped: ${count(n)} ${n === 1 ? "line" : "lines"}: ${reason}`),
    ...(receipt.error === null ? [] : [`Error: ${receipt.error}`]),
    ...(receipt.doubts ?? []).map((doubt) => `In doubt: ${doubt}`),
    ...receipt.notes.map((note) => `Note: ${note}`),
    ...(columns.length === 0 ? [] : ["Columns:", ...columns.map(({ name, type }) => `  ${name} ${type}`)]),
    `Time: ${count(Math.round(elapsedMs))} ms`,
  ];
  return `${lines.join("\n")}\n`;
}
