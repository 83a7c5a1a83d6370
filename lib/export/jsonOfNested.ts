import { type Data, DataType } from "apache-arrow";
import type { Decode } from "../sandbox/cellType.ts";
import { decodeColumn } from "../sandbox/decodeColumn.ts";

/** The JSON text of one row's value. */
type JsonAt = (row: number) => string;

/** A writer of a nested column's values as JSON, straight from Arrow's buffers; every digit is kept. */
export function jsonOfNested(data: Data, decode: Decode): JsonAt {
  const json = valueJson(data, decode);
  const isNull = nulls(data);
  return (row) => (isNull(row) ? "null" : json(row));
}

function valueJson(data: Data, decode: Decode): JsonAt {
  switch (decode.as) {
    case "list": {
      const item = childJson(data.children[0], decode.of);
      const { size } = decode;
      return (row) => {
        const from = size === null ? Number(data.valueOffsets[row]) : row * size;
        const to = size === null ? Number(data.valueOffsets[row + 1]) : from + size;
        return `[${range(from, to).map(item).join(",")}]`;
      };
    }
    case "struct": {
      const fields = decode.fields.map((field, i) => ({
        key: JSON.stringify(field.name),
        json: childJson(data.children[i], field.decode),
      }));
      return (row) => `{${fields.map(({ key, json }) => `${key}:${json(row)}`).join(",")}}`;
    }
    case "map": {
      const entries = data.children[0];
      const key = childJson(entries?.children[0], decode.key);
      const value = childJson(entries?.children[1], decode.value);
      return (row) => {
        const rows = range(Number(data.valueOffsets[row]), Number(data.valueOffsets[row + 1]));
        return `{${rows.map((at) => `${asKey(key(at))}:${value(at)}`).join(",")}}`;
      };
    }
    case "union": {
      const members = decode.members.map((member, i) => childJson(data.children[i], member));
      const childOf = DataType.isUnion(data.type) ? data.type.typeIdToChildIndex : {};
      return (row) => {
        const tag = data.typeIds[row] ?? 0;
        return members[childOf[tag] ?? tag]?.(row) ?? "null";
      };
    }
    default: {
      const values = decodeColumn(data, decode);
      return (row) => leafJson(values[row]);
    }
  }
}

function childJson(data: Data | undefined, decode: Decode): JsonAt {
  return data ? jsonOfNested(data, decode) : () => "null";
}

function leafJson(value: unknown): string {
  switch (typeof value) {
    case "number":
      if (Object.is(value, -0)) return "-0.0";
      // JSON has no infinity; as text a reader can cast it back.
      return Number.isFinite(value)
        ? String(value)
        : JSON.stringify(Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
    case "bigint":
    case "boolean":
      return String(value);
    case "string":
      return JSON.stringify(value);
    default:
      if (value === null || value === undefined) return "null";
      return JSON.stringify(value instanceof Uint8Array ? blobText(value) : String(value));
  }
}

/** Bytes as DuckDB prints a BLOB: printable ASCII as it is, all else as \xHH. */
function blobText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x5c && byte !== 0x27 && byte !== 0x22;
    text += isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return text;
}

function asKey(json: string): string {
  return json.startsWith('"') ? json : JSON.stringify(json);
}

function nulls(data: Data): (row: number) => boolean {
  // A union's NULL is its member's.
  if (data.nullCount === 0 || DataType.isUnion(data.type)) return () => false;
  const { nullBitmap, offset } = data;
  return (row) => ((nullBitmap[(row + offset) >> 3] ?? 0) & (1 << ((row + offset) & 7))) === 0;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
