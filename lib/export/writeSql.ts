import type { Column } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { ExportWriter } from "./exportWriters.ts";
import { OutputBuffer, recordBatches, type TextColumn, textColumn } from "./textColumns.ts";

const encoder = new TextEncoder();
const writeAtBytes = 1 << 20;
/** Rows of one INSERT: longer ones take a parser much memory. */
const rowsAStatement = 1000;
const quote = 0x27;
const bareTypes = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|U?HUGEINT|DECIMAL\(.*\)|BOOLEAN)$/;

/**
 * CREATE TABLE and INSERT statements that make the relation again in DuckDB, value for value; `relation` is the table's
 * name. Whole numbers, decimals and booleans stand bare, all else as text that DuckDB casts to the column's type.
 */
export const writeSql: ExportWriter = async function* (stream, columns, { relation, onRows }) {
  const out = new OutputBuffer();
  const say = (text: string) => out.all(encoder.encode(text));
  const name = quoteIdentifier(typeof relation === "string" && relation !== "" ? relation : "exported");
  say(`CREATE TABLE ${name} (\n${columns.map(definition).join(",\n")}\n);\n`);
  let rowsDone = 0;
  for await (const batch of recordBatches(stream)) {
    const texts = columns.map((_, i) => textColumn(batch.getChildAt(i)));
    for (let row = 0; row < batch.numRows; row++) {
      const at = rowsDone + row;
      if (at % rowsAStatement === 0) say(`${at > 0 ? ";\n" : ""}INSERT INTO ${name} VALUES\n(`);
      else say(",\n(");
      columns.forEach(({ type }, i) => {
        if (i > 0) say(", ");
        writeLiteral(out, texts[i] ?? null, row, bareTypes.test(type));
      });
      say(")");
      if (out.length >= writeAtBytes) yield out.take();
    }
    rowsDone += batch.numRows;
    onRows?.(rowsDone);
  }
  if (rowsDone > 0) say(";\n");
  yield out.take();
};

const definition = ({ name, type }: Column) => `  ${quoteIdentifier(name)} ${type}`;
const nullText = encoder.encode("NULL");
/** What no literal can hold. */
const zero = encoder.encode("' || chr(0) || '");

function writeLiteral(out: OutputBuffer, column: TextColumn | null, row: number, isBare: boolean): void {
  if (!column || column.isNull(row)) out.all(nullText);
  else {
    const [from, to] = [column.offsets[row] ?? 0, column.offsets[row + 1] ?? 0];
    if (isBare) out.copy(column.bytes, from, to);
    else writeText(out, column.bytes, from, to);
  }
}

function writeText(out: OutputBuffer, bytes: Uint8Array, from: number, to: number): void {
  out.byte(quote);
  let start = from;
  for (let i = from; i < to; i++) {
    if (bytes[i] === quote) {
      out.copy(bytes, start, i + 1);
      out.byte(quote);
    } else if (bytes[i] === 0) {
      out.copy(bytes, start, i);
      out.all(zero);
    } else continue;
    start = i + 1;
  }
  out.copy(bytes, start, to);
  out.byte(quote);
}
