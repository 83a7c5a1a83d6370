import type { Column } from "../../engine/protocol.ts";

/** Columns that folder names of the form `key=value` give, and each file's values in text, NULL where it has none. */
export interface HiveColumns {
  columns: Column[];
  /** One row a path, one value a column. */
  values: (string | null)[][];
  notes: string[];
}

const nullName = "__HIVE_DEFAULT_PARTITION__";

/** The `key=value` folders of a path, values decoded; the file's own name does not count. */
export function hiveParts(path: string): { key: string; value: string | null }[] {
  return path
    .split("/")
    .slice(0, -1)
    .flatMap((folder) => {
      const equals = folder.indexOf("=");
      if (equals < 1) return [];
      const value = folder.slice(equals + 1);
      return [{ key: decoded(folder.slice(0, equals)), value: value === nullName ? null : decoded(value) }];
    });
}

/**
 * The columns that the folders of many files give. A column is BIGINT or DATE where all its values are written as such
 * a value prints, so that nothing is lost (`01` stays text), and VARCHAR elsewhere.
 */
export function hiveColumns(paths: readonly string[]): HiveColumns {
  const rows = paths.map(
    (path) => new Map(hiveParts(path).map(({ key, value }) => [key.toLowerCase(), { key, value }])),
  );
  const names = new Map<string, string>();
  for (const row of rows) for (const [lower, { key }] of row) if (!names.has(lower)) names.set(lower, key);
  const notes: string[] = [];
  const columns = [...names].map(([lower, name]) => {
    const without = rows.filter((row) => !row.has(lower)).length;
    if (without > 0)
      notes.push(`${without} of ${paths.length} files lie in no ${name}= folder, so ${name} is NULL there`);
    return { name, type: typeOf(rows.map((row) => row.get(lower)?.value ?? null)) };
  });
  return {
    columns,
    values: rows.map((row) => [...names.keys()].map((lower) => row.get(lower)?.value ?? null)),
    notes,
  };
}

function typeOf(values: readonly (string | null)[]): string {
  const given = values.filter((value) => value !== null);
  if (given.length === 0) return "VARCHAR";
  if (given.every(isBigint)) return "BIGINT";
  if (given.every(isDate)) return "DATE";
  return "VARCHAR";
}

function isBigint(text: string): boolean {
  return /^(0|-?[1-9]\d{0,18})$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Percent signs that stand for nothing stay as they are. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
