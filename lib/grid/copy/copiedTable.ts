import type { Column } from "../../engine/protocol.ts";

/** Cells to be copied: for each row a text a column, as DuckDB prints it; null for NULL. */
export interface CopiedTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Thrown where a format cannot hold a value as it is; the message says which column and why. */
export class CopyError extends Error {
  override name = "CopyError";
}

/** The columns' names with those that repeat told apart (`a`, `a_1`), where a format needs each name once. */
export function uniqueNames(columns: readonly Column[]): string[] {
  const taken = new Set<string>();
  const given = new Set(columns.map(({ name }) => name.toLowerCase()));
  return columns.map(({ name }) => {
    let unique = name;
    for (let at = 1; taken.has(unique.toLowerCase()); at++) {
      const next = `${name}_${at}`;
      if (!given.has(next.toLowerCase())) unique = next;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}
