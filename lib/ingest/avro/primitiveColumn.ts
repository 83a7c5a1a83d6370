import type { ArrowType } from "../columnar/arrowField.ts";
import type { AvroCursor } from "./AvroCursor.ts";
import { type AvroColumn, columnOf, GrowingBytes, plainField } from "./avroColumn.ts";
import type { AvroType } from "./avroSchema.ts";
import { FixedColumn, type FixedWriter, NullColumn, VariableColumn } from "./leafColumns.ts";

const encoder = new TextEncoder();

/** A column of a type that holds no other, as it is stored; null for the others. */
export function primitiveColumn(name: string, type: AvroType): AvroColumn | null {
  const fixed = (arrow: ArrowType, least: number, width: number, write: FixedWriter) =>
    new FixedColumn(plainField(name, arrow), least, width, write);
  switch (type.kind) {
    case "null":
      return new NullColumn(plainField(name, { kind: "null" }));
    case "boolean": {
      const field = plainField(name, { kind: "int", bits: 8, signed: true });
      const marked = { ...field, extension: { name: "arrow.bool8", parameters: "" } };
      return new FixedColumn(marked, 1, 1, (cursor, view, at) => view.setUint8(at, cursor.boolean() ? 1 : 0));
    }
    case "int":
      return fixed({ kind: "int", bits: 32, signed: true }, 1, 4, writeInt);
    case "long":
      return fixed({ kind: "int", bits: 64, signed: true }, 1, 8, writeLong);
    case "float":
      return fixed({ kind: "float", bits: 32 }, 4, 4, (cursor, view, at) =>
        view.setFloat32(at, cursor.float(), true),
      );
    case "double":
      return fixed({ kind: "float", bits: 64 }, 8, 8, (cursor, view, at) =>
        view.setFloat64(at, cursor.double(), true),
      );
    case "string":
      return textColumn(name, "text");
    case "bytes":
      return textColumn(name, "bytes");
    case "fixed":
      return fixedBytes(name, type.size);
    case "enum":
      return enumColumn(name, type.symbols);
    default:
      return null;
  }
}

/** Bytes of one width; those of none are bytes of any width, which DuckDB's way with Arrow demands. */
function fixedBytes(name: string, size: number): AvroColumn {
  return new VariableColumn(plainField(name, { kind: "bytes", offsets: 32 }), size, (cursor, bytes) =>
    bytes.append(cursor.bytes, cursor.skip(size), size),
  );
}

function enumColumn(name: string, symbols: readonly string[]): AvroColumn {
  const text = new GrowingBytes();
  const ends = new Int32Array(symbols.length + 1);
  symbols.forEach((symbol, index) => {
    const bytes = encoder.encode(symbol);
    text.append(bytes, 0, bytes.length);
    ends[index + 1] = text.length;
  });
  const dictionary = columnOf(symbols.length, { buffers: [new Uint8Array(ends.buffer), text.take()] });
  const field = {
    ...plainField(name, { kind: "text", offsets: 32 }),
    dictionary: { id: 0n, index: { kind: "int", bits: 32, signed: true } } as const,
  };
  return new FixedColumn(
    field,
    1,
    4,
    (cursor, view, at) => view.setInt32(at, cursor.branch(symbols.length), true),
    dictionary,
  );
}

/** Writes an int. */
export function writeInt(cursor: AvroCursor, view: DataView, at: number): void {
  view.setInt32(at, cursor.int(), true);
}

/** Writes a long. */
export function writeLong(cursor: AvroCursor, view: DataView, at: number): void {
  cursor.long();
  view.setInt32(at, cursor.low, true);
  view.setInt32(at + 4, cursor.high, true);
}

/** Text, or bytes, as they are stored: their length and themselves. */
export function textColumn(name: string, kind: "text" | "bytes"): AvroColumn {
  return new VariableColumn(plainField(name, { kind, offsets: 32 }), 1, (cursor, bytes) => {
    const length = cursor.length();
    bytes.append(cursor.bytes, cursor.skip(length), length);
  });
}
