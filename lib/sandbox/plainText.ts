import { DuckTime } from "./duckTime.ts";
import { isBytes, isTextual, listItems } from "./widenShape.ts";

/** A value in a text column: text as it is, scalars as JavaScript prints them, times as DuckDB does, the rest as JSON. */
export function plainText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (typeof value !== "object") return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return DuckTime.from(value).toString();
  return typeof jsonReady(value) === "string" ? String(jsonReady(value)) : jsonText(value);
}

/** A value as JSON text; bigints are numbers in it, times and bytes text, what JSON cannot say is null. */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(jsonReady(value), null, indent)?.replace(bigintMark, "$1") ?? "null";
}

// Put around digits so that they can stand without quotes afterwards: JSON.stringify refuses bigints.
const mark = "\u{10FFFD}bigint:";
const bigintMark = /"\u{10FFFD}bigint:(-?\d+)"/gu;

/** The value with nothing in it that JSON.stringify would refuse, drop or bend in silence. */
function jsonReady(value: unknown, open: readonly object[] = []): unknown {
  switch (typeof value) {
    case "bigint":
      return `${mark}${value}`;
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "function":
      return `[function ${value.name}]`;
    case "symbol":
      return String(value);
    case "object":
      break;
    default:
      return value ?? null;
  }
  if (value === null) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof DuckTime) return value.toString();
  if (isBytes(value)) return bytesText(value);
  if (open.includes(value)) return "[circular]";
  const inside = [...open, value];
  const items = listItems(value);
  if (items) return Array.from(items, (item) => jsonReady(item, inside));
  if (value instanceof Map) {
    return Object.fromEntries(
      [...value].map(([key, item]) => [plainText(key) ?? "null", jsonReady(item, inside)]),
    );
  }
  if (isTextual(value)) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonReady(item, inside)]));
}

/** As DuckDB prints a BLOB. */
function bytesText(value: Uint8Array | ArrayBuffer | DataView): string {
  const bytes = toBytes(value);
  let text = "";
  for (const byte of bytes) {
    const isPlain = byte >= 32 && byte < 127 && byte !== 92 && byte !== 34 && byte !== 39;
    text += isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return text;
}

/** The bytes behind any of the three, uncopied. */
export function toBytes(value: Uint8Array | ArrayBuffer | DataView): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return value instanceof ArrayBuffer
    ? new Uint8Array(value)
    : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}
