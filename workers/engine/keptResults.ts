import type { Column } from "../../lib/engine/protocol.ts";

import { keptSchemaName } from "../../lib/sql/keptSchemaName.ts";

export const keptSchema = keptSchemaName;

/**
 * Rows that the engine keeps, and how to read them.
 * `table` is a physical table of keptSchema whose rows are read by rowid, in 15 ms wherever they lie;
 * `columns[i]` is read from `from[i]`. Where the rows were too large to keep, `query` reads them instead.
 */
export interface KeptRows {
  columns: Column[];
  rowCount: number;
  /** Set where nobody has counted yet, since that reads all of a file elsewhere; `rowCount` is then 0. */
  isUncounted?: boolean;
  source: { table: string; from: string[] } | { query: string };
}

/** Who uses which physical table, so that a table goes when the last result that reads it does. */
export class KeptResults {
  private readonly results = new Map<string, KeptRows>();
  private readonly users = new Map<string, Set<string>>();
  private counter = 0;

  /** A table name never used before: DuckDB keeps stale metadata of reused names. */
  newTable(letter: "r" | "s" | "v"): string {
    return `__eider_${letter}${++this.counter}`;
  }

  get(resultKey: string): KeptRows | undefined {
    return this.results.get(resultKey);
  }

  /** How many rows a physical table has, where it is still kept. */
  rowsOfTable(table: string): number | null {
    for (const user of this.users.get(table) ?? []) {
      const rows = this.results.get(user);
      if (rows) return rows.rowCount;
    }
    return null;
  }

  add(rows: KeptRows): string {
    const resultKey = `k${++this.counter}`;
    this.results.set(resultKey, rows);
    if ("table" in rows.source) {
      const users = this.users.get(rows.source.table) ?? new Set();
      this.users.set(rows.source.table, users.add(resultKey));
    }
    return resultKey;
  }

  /** Forgets a result; answers the physical table to drop where nobody reads it any more. */
  remove(resultKey: string): string | null {
    const rows = this.results.get(resultKey);
    this.results.delete(resultKey);
    if (!rows || !("table" in rows.source)) return null;
    const users = this.users.get(rows.source.table);
    users?.delete(resultKey);
    if (users && users.size > 0) return null;
    this.users.delete(rows.source.table);
    return rows.source.table;
  }
}
