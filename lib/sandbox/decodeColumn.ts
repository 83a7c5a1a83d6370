import { type Data, DataType } from "apache-arrow";
import type { Decode } from "./cellType.ts";
import { decodeTexts } from "./decodeTexts.ts";
import { DuckTime } from "./duckTime.ts";

/** Values of one column of a batch, by row; NULL is null. Numbers without NULLs stay in their typed array. */
export type Values = ArrayLike<unknown>;

/**
 * Reads a column straight from Arrow's buffers: apache-arrow's own getters round timestamps to milliseconds,
 * leave decimals unscaled and throw on infinite times.
 */
export function decodeColumn(data: Data, decode: Decode): Values {
  switch (decode.as) {
    case "number":
    case "bigint":
      return data.nullCount === 0 ? data.values.subarray(0, data.length) : each(data, (i) => data.values[i]);
    case "boolean":
      return each(data, (i) => bit(data.values, data.offset + i));
    case "text":
      return withNulls(data, decodeTexts(data.values, data.valueOffsets, data.length));
    case "textToBigint": {
      const texts = decodeTexts(data.values, data.valueOffsets, data.length);
      return each(data, (i) => BigInt(texts[i] ?? ""));
    }
    case "bytes":
      return each(data, (i) => data.values.slice(data.valueOffsets[i], data.valueOffsets[i + 1]));
    case "hugeint":
      return each(data, (i) => int128(data.values, i));
    case "decimal":
      return decodeDecimals(data, decode.scale, decode.exact);
    case "time":
      return each(data, (i) => new DuckTime(decode.type, BigInt(data.values[i])));
    default:
      return decodeNested(data, decode);
  }
}

type NestedDecode = Extract<Decode, { as: "list" | "struct" | "map" | "union" }>;

function decodeNested(data: Data, decode: NestedDecode): Values {
  const child = (at: number, inside: Decode | undefined): Values => {
    const part = data.children[at];
    return part && inside ? decodeColumn(part, inside) : [];
  };
  switch (decode.as) {
    case "list": {
      const items = child(0, decode.of);
      const { size } = decode;
      return size === null
        ? each(data, (i) => slice(items, data.valueOffsets[i], data.valueOffsets[i + 1]))
        : each(data, (i) => slice(items, i * size, (i + 1) * size));
    }
    case "struct": {
      const parts = decode.fields.map((field, at) => child(at, field.decode));
      const make = rowMaker(decode.fields.map(({ name }) => name));
      return withNulls(data, make(parts, data.length));
    }
    case "map": {
      const entries = data.children[0];
      const keys = entries?.children[0] ? decodeColumn(entries.children[0], decode.key) : [];
      const values = entries?.children[1] ? decodeColumn(entries.children[1], decode.value) : [];
      return each(data, (i) => {
        const map = new Map<unknown, unknown>();
        for (let at = data.valueOffsets[i]; at < data.valueOffsets[i + 1]; at++)
          map.set(keys[at], values[at]);
        return map;
      });
    }
    case "union": {
      const members = decode.members.map((member, at) => child(at, member));
      const childOf = DataType.isUnion(data.type) ? data.type.typeIdToChildIndex : {};
      // Unions have no bitmap of their own: a NULL is a NULL of the member.
      return Array.from({ length: data.length }, (_, i) => {
        const tag = data.typeIds[i] ?? 0;
        return members[childOf[tag] ?? tag]?.[i] ?? null;
      });
    }
  }
}

/** Makes `length` row objects with the named properties from columns. */
export type RowMaker = (columns: readonly Values[], length: number) => Record<string, unknown>[];

/** Compiles a maker of rows: an object literal of fixed shape is several times faster than assigning properties. */
export function rowMaker(names: readonly string[]): RowMaker {
  const properties = names.map((name, i) => `${key(name)}:c${i}[i]`);
  const columns = names.map((_, i) => `c${i}=columns[${i}]`);
  const declare = columns.length > 0 ? `const ${columns.join(",")};` : "";
  const body = `${declare}const rows=new Array(length);for(let i=0;i<length;i++)rows[i]={${properties.join(",")}};return rows;`;
  return new Function("columns", "length", body) as RowMaker;
}

/** A computed key makes a column called __proto__ a property like any other; for all names it would be slow. */
function key(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : JSON.stringify(name);
}

function decodeDecimals(data: Data, scale: number, exact: "number" | "text"): Values {
  const words: Uint32Array = data.values;
  if (exact === "text") return each(data, (i) => decimalText(int128(words, i), scale));
  const divisor = 10 ** scale;
  return each(data, (i) => {
    // At most 15 digits: the two lower words hold the number, the second with its sign.
    const low = words[i * 4] ?? 0;
    const high = (words[i * 4 + 1] ?? 0) | 0;
    return (high * 4294967296 + low) / divisor;
  });
}

function int128(words: Uint32Array, at: number): bigint {
  const [a = 0, b = 0, c = 0, d = 0] = words.subarray(at * 4, at * 4 + 4);
  const low = (BigInt(b) << 32n) | BigInt(a);
  const high = (BigInt(d | 0) << 32n) | BigInt(c);
  return (high << 64n) | low;
}

function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return String(unscaled);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function each(data: Data, at: (row: number) => unknown): unknown[] {
  const values = new Array<unknown>(data.length);
  const isAllValid = data.nullCount === 0;
  for (let i = 0; i < data.length; i++)
    values[i] = isAllValid || bit(data.nullBitmap, data.offset + i) ? at(i) : null;
  return values;
}

function withNulls(data: Data, values: unknown[]): unknown[] {
  if (data.nullCount > 0) {
    for (let i = 0; i < data.length; i++) if (!bit(data.nullBitmap, data.offset + i)) values[i] = null;
  }
  return values;
}

function bit(bits: Uint8Array, at: number): boolean {
  return ((bits[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
}

function slice(values: Values, from: number, to: number): unknown[] {
  const part: unknown[] = [];
  for (let at = from; at < to; at++) part.push(values[at]);
  return part;
}
