import type { BoundValue } from "../engine/protocol.ts";
import { DuckTime } from "../sandbox/duckTime.ts";
import { unpackValue } from "../sandbox/packValue.ts";

/** A value as SQL can take it, or in words what it is that SQL cannot. */
export type Binding =
  /** `type` is the DuckDB type to cast to, where the literal alone would be of another; else null. */
  { ok: true; value: BoundValue; type: string | null } | { ok: false; what: string };

/**
 * A value exported by a TypeScript cell (as `packValue` sent it) for a `{{name}}` in SQL.
 * Times go as text with their type beside it: no BoundValue holds their microseconds and nanoseconds.
 */
export function boundValue(exported: unknown): Binding {
  return bind(unpackValue(exported));
}

function bind(value: unknown): Binding {
  switch (typeof value) {
    case "undefined":
      return plain(null);
    case "boolean":
    case "number":
    case "bigint":
    case "string":
      return plain(value);
    case "object":
      return bindObject(value);
    default:
      return { ok: false, what: `a ${typeof value}` };
  }
}

function bindObject(value: object | null): Binding {
  if (value === null || value instanceof Date || value instanceof Uint8Array) return plain(value);
  if (value instanceof DuckTime) return { ok: true, value: value.toString(), type: value.type };
  if (Array.isArray(value)) return bindList(value);
  if (value instanceof Set) return bindList([...value]);
  if (isNumberArray(value)) return bindList([...value]);
  if (value instanceof Map) return { ok: false, what: "a Map" };
  return { ok: false, what: "an object" };
}

function bindList(items: readonly unknown[]): Binding {
  const values: BoundValue[] = [];
  let type: string | null | undefined;
  for (const item of items) {
    const bound = bind(item);
    if (!bound.ok) return { ok: false, what: `a list with ${bound.what} in it` };
    values.push(bound.value);
    // NULL and an empty list are of any type.
    if (bound.value === null || (Array.isArray(bound.value) && bound.value.length === 0)) continue;
    if (type !== undefined && type !== bound.type) return { ok: false, what: "a list of different types" };
    type = bound.type;
  }
  return { ok: true, value: values, type: type ? `${type}[]` : null };
}

function plain(value: BoundValue): Binding {
  return { ok: true, value, type: null };
}

function isNumberArray(value: object): value is Iterable<number | bigint> {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
