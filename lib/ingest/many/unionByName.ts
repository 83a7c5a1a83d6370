import type { Column } from "../../engine/protocol.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { type DuckType, parseDuckType } from "../../table/duckType.ts";
import { duckTypeText } from "./duckTypeText.ts";
import { isLossyCast, unifyTypes } from "./unifyTypes.ts";

/** The columns of one of many files. */
export interface FileSchema {
  file: string;
  columns: readonly Column[];
}

/**
 * Where a file's columns differ from those of the first file ("lacks", "adds", "reorders") or of the union ("retypes").
 * `from` is the file's type and `to` the union's; `isLossy` says that digits may be lost between them.
 */
export interface Drift {
  file: string;
  kind: "lacks" | "adds" | "retypes" | "reorders";
  /** "" for "reorders", which concerns them all. */
  column: string;
  from: string | null;
  to: string | null;
  isLossy: boolean;
}

/** Many files' columns as one relation. */
export interface NamedUnion {
  columns: Column[];
  /** For each file one SQL expression a column, over the file's own columns. */
  projections: string[][];
  drift: Drift[];
}

/** The type of a column that has no value in a file, so that it says nothing about the union's. */
export const noType = '"NULL"';

interface UnionColumn {
  name: string;
  type: DuckType;
}

/**
 * Unites columns by name, whatever its case, in the order in which they come first; a file without a column has NULL there.
 * Where files give a column types that nothing but text holds both of, it is VARCHAR, and the drift tells of it.
 */
export function unionByName(schemas: readonly FileSchema[]): NamedUnion {
  const types = new Map<string, DuckType>();
  const parsed = (type: string) => {
    const known = types.get(type) ?? parseDuckType(type);
    types.set(type, known);
    return known;
  };
  const union = new Map<string, UnionColumn>();
  const keyed = schemas.map(({ columns }) => keysOf(columns));
  for (const columns of keyed) {
    for (const [key, { name, type }] of columns) {
      const known = union.get(key);
      if (!known) union.set(key, { name, type: parsed(type) });
      else if (duckTypeText(known.type) !== type) known.type = unifyTypes(known.type, parsed(type));
    }
  }
  const columns = [...union.values()].map(({ name, type }) => ({ name, type: finalType(type) }));
  const byKey = new Map([...union.keys()].map((key, index) => [key, columns[index]]));
  const first = keyed[0] ?? new Map<string, Column>();
  return {
    columns,
    projections: keyed.map((own) =>
      [...byKey].map(([key, column]) => projection(own.get(key), column, parsed)),
    ),
    drift: schemas.flatMap(({ file }, index) =>
      driftOf(file, keyed[index] ?? new Map(), first, byKey, parsed),
    ),
  };
}

/** A column without any value (`"NULL"`) in all files is text. */
function finalType(type: DuckType): string {
  const text = duckTypeText(type);
  return text === noType ? "VARCHAR" : text;
}

/** Columns by lower-case name; a second one that differs only in case keeps a key of its own. */
function keysOf(columns: readonly Column[]): Map<string, Column> {
  const keyed = new Map<string, Column>();
  for (const column of columns) {
    let key = column.name.toLowerCase();
    for (let copy = 1; keyed.has(key); copy++) key = `${column.name.toLowerCase()}_${copy}`;
    keyed.set(key, column);
  }
  return keyed;
}

function projection(
  own: Column | undefined,
  column: Column | undefined,
  parsed: (type: string) => DuckType,
): string {
  if (!column) return "NULL";
  const name = quoteIdentifier(column.name);
  if (!own) return `CAST(NULL AS ${column.type}) AS ${name}`;
  const value = quoteIdentifier(own.name);
  if (duckTypeText(parsed(own.type)) !== column.type) return `CAST(${value} AS ${column.type}) AS ${name}`;
  return value === name ? value : `${value} AS ${name}`;
}

function driftOf(
  file: string,
  own: ReadonlyMap<string, Column>,
  first: ReadonlyMap<string, Column>,
  union: ReadonlyMap<string, Column | undefined>,
  parsed: (type: string) => DuckType,
): Drift[] {
  const drift: Drift[] = [];
  const say = (
    kind: Drift["kind"],
    column: string,
    from: string | null,
    to: string | null,
    isLossy = false,
  ) => drift.push({ file, kind, column, from, to, isLossy });
  for (const [key, { name }] of first)
    if (!own.has(key)) say("lacks", name, null, union.get(key)?.type ?? null);
  for (const [key, column] of own) {
    const target = union.get(key);
    if (!target) continue;
    const type = parsed(column.type);
    if (!first.has(key)) say("adds", target.name, column.type, target.type);
    const text = duckTypeText(type);
    if (text !== target.type && text !== noType) {
      say("retypes", target.name, column.type, target.type, isLossyCast(type, parsed(target.type)));
    }
  }
  const shared = [...own.keys()].filter((key) => first.has(key));
  const expected = [...first.keys()].filter((key) => own.has(key));
  if (shared.some((key, index) => key !== expected[index])) say("reorders", "", null, null);
  return drift;
}
