import type { Column } from "../../engine/protocol.ts";
import { quoteIdentifier, quoteLiteral } from "../../sql/quote.ts";
import { type HiveColumns, hiveColumns } from "./hiveColumns.ts";
import { type Drift, unionByName } from "./unionByName.ts";

/** One of many files: its path (or name), its columns, and what a SELECT reads it from, as SQL. */
export interface UnionPart {
  path: string;
  columns: readonly Column[];
  from: string;
}

export interface UnionOptions {
  /** The name of a column with each row's file; null for none. */
  filename: string | null;
  /** Whether `key=value` folders give columns. */
  hive: boolean;
}

/** Many files as one relation: a SELECT for each of them, all with the same columns. */
export interface FileUnion {
  columns: Column[];
  /** For each file one SQL expression a column, over the file's own columns. */
  projections: string[][];
  selects: string[];
  drift: Drift[];
  notes: string[];
}

/** Unites files by column names, with columns for their folders and names. A column that a folder names too is kept beside it. */
export function unionSql(parts: readonly UnionPart[], options: UnionOptions): FileUnion {
  const union = unionByName(parts.map(({ path, columns }) => ({ file: path, columns })));
  const hive: HiveColumns = options.hive
    ? hiveColumns(parts.map(({ path }) => path))
    : { columns: [], values: [], notes: [] };
  const notes = [...hive.notes];
  const taken = new Set(union.columns.map(({ name }) => name.toLowerCase()));
  const fresh = (name: string) => {
    let unused = name;
    for (let copy = 1; taken.has(unused.toLowerCase()); copy++) unused = `${name}_${copy}`;
    taken.add(unused.toLowerCase());
    if (unused !== name)
      notes.push(
        `the files have a column ${name} of their own, so that of their folders or names is ${unused}`,
      );
    return unused;
  };
  const folders = hive.columns.map(({ name, type }) => ({ name: fresh(name), type }));
  const filename = options.filename === null ? null : fresh(options.filename);
  const columns = [
    ...union.columns,
    ...folders,
    ...(filename === null ? [] : [{ name: filename, type: "VARCHAR" }]),
  ];
  const projections = parts.map(({ path }, index) => {
    const constants = folders.map(({ name, type }, at) =>
      constant(hive.values[index]?.[at] ?? null, type, name),
    );
    if (filename !== null) constants.push(constant(path, "VARCHAR", filename));
    return [...(union.projections[index] ?? []), ...constants];
  });
  const selects = parts.map(
    ({ from }, index) => `SELECT ${(projections[index] ?? []).join(", ")} FROM ${from}`,
  );
  return { columns, projections, selects, drift: union.drift, notes };
}

function constant(value: string | null, type: string, name: string): string {
  return `CAST(${value === null ? "NULL" : quoteLiteral(value)} AS ${type}) AS ${quoteIdentifier(name)}`;
}
