import { DuckTime, type DuckTimeType } from "./duckTime.ts";

/**
 * Values that go from cell to cell are plain data: what JSON has, and bigint, Date, Map, Set, bytes, typed arrays
 * and DuckTime, which travels as `{ [duckTimeMark]: type, steps }`.
 */
export const duckTimeMark = "eider:time";

const timeTypes: ReadonlySet<unknown> = new Set<DuckTimeType>([
  "DATE",
  "TIME",
  "TIMESTAMP",
  "TIMESTAMP_S",
  "TIMESTAMP_MS",
  "TIMESTAMP_NS",
  "TIMESTAMP WITH TIME ZONE",
]);

/** Thrown for a value that is not plain data; the message says where in it and what. */
export class NotPlainData extends Error {
  override name = "NotPlainData";
}

/** A value ready to be sent; throws NotPlainData. `maxBytes` bounds its size, roughly counted. */
export function packValue(
  value: unknown,
  maxBytes = Number.POSITIVE_INFINITY,
): { packed: unknown; bytes: number } {
  let bytes = 0;
  const open = new Set<object>();
  const add = (size: number) => {
    bytes += size;
    if (bytes > maxBytes) {
      throw new NotPlainData(
        `it is larger than ${Math.round(maxBytes / 1048576)} MB; \`export default\` makes large data a relation`,
      );
    }
  };
  const pack = (at: unknown, path: () => string): unknown => {
    add(8);
    if (typeof at === "string") add(at.length * 2);
    if (typeof at === "function" || typeof at === "symbol")
      throw new NotPlainData(`${path()} is a ${typeof at}`);
    if (typeof at !== "object" || at === null) return at;
    if (at instanceof DuckTime) return { [duckTimeMark]: at.type, steps: at.steps };
    if (at instanceof Date) return at;
    if (at instanceof ArrayBuffer || ArrayBuffer.isView(at)) {
      add(at.byteLength);
      return at;
    }
    if (open.has(at)) throw new NotPlainData(`${path()} contains itself`);
    open.add(at);
    const packed = packObject(at, path, pack);
    open.delete(at);
    return packed;
  };
  return { packed: pack(value, () => "it"), bytes };
}

type Pack = (value: unknown, path: () => string) => unknown;

/** `path` is only asked for where something is wrong: making it for every item would cost more than the rest. */
function packObject(at: object, path: () => string, pack: Pack): unknown {
  if (Array.isArray(at)) return at.map((item, i) => pack(item, () => `${path()}[${i}]`));
  if (at instanceof Map) {
    return new Map(
      [...at].map(([key, value]) => [
        pack(key, () => `a key of ${path()}`),
        pack(value, () => `a value of ${path()}`),
      ]),
    );
  }
  if (at instanceof Set) return new Set([...at].map((item) => pack(item, () => `an item of ${path()}`)));
  const prototype: unknown = Object.getPrototypeOf(at);
  if (prototype !== Object.prototype && prototype !== null) {
    const { name } = at.constructor ?? {};
    throw new NotPlainData(`${path()} is a ${name || "object of a class"}`);
  }
  return plainObject(Object.entries(at).map(([key, value]) => [key, pack(value, () => `${path()}.${key}`)]));
}

/** A packed value as cells see it. */
export function unpackValue(packed: unknown): unknown {
  if (typeof packed !== "object" || packed === null) return packed;
  if (Array.isArray(packed)) return packed.map(unpackValue);
  if (packed instanceof Map) {
    return new Map([...packed].map(([key, value]) => [unpackValue(key), unpackValue(value)]));
  }
  if (packed instanceof Set) return new Set([...packed].map(unpackValue));
  if (Object.getPrototypeOf(packed) !== Object.prototype) return packed;
  const time = timeOf(packed);
  return time ?? plainObject(Object.entries(packed).map(([key, value]) => [key, unpackValue(value)]));
}

function timeOf(packed: object): DuckTime | null {
  if (!(duckTimeMark in packed) || !("steps" in packed) || typeof packed.steps !== "bigint") return null;
  const type = packed[duckTimeMark];
  return timeTypes.has(type) ? new DuckTime(type as DuckTimeType, packed.steps) : null;
}

/** Own properties only: `__proto__` among the entries becomes a property like any other. */
function plainObject(entries: [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(entries);
}
