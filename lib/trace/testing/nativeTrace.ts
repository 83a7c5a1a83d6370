import type { Column } from "../../engine/protocol.ts";
import { NativeDuckDB } from "../../sql/testing/nativeDuckDB.ts";
import type { Text, TracedRow } from "../matchSql.ts";
import { type Query, readQuery } from "../query.ts";
import { rowsBehind, type TraceEngine } from "../rowsBehind.ts";

/** Traces on native DuckDB, which is the judge of values; for tests only. */
export interface NativeTrace {
  native: NativeDuckDB;
  engine: TraceEngine;
  /** How many statements were asked so far. */
  asked(): number;
  /** All rows of a query, with their columns. */
  rowsOf(sql: string): Promise<TracedRow[]>;
  /** The places of the rows of tables that a row comes of, through all parts of its query. */
  placesOf(sql: string, row: TracedRow): Promise<Map<string, Set<number>>>;
}

export async function openTrace(setup: readonly string[]): Promise<NativeTrace> {
  const native = await NativeDuckDB.start(setup);
  let asked = 0;
  // Tables change their rows here, and never their columns.
  const known = new Map<string, Promise<Column[]>>();
  const engine: TraceEngine = {
    async texts(sql) {
      asked++;
      return (await native.rows(sql)).map((row) => Object.values(row));
    },
    columns(sql) {
      const before = known.get(sql);
      if (before) return before;
      const asking = native.described(`(${sql})`).then((all) => all.map(([name, type]) => ({ name, type })));
      known.set(sql, asking);
      return asking;
    },
  };
  const placesOf = async (query: Query, row: TracedRow, places: Map<string, Set<number>>) => {
    const { behind } = await rowsBehind(query, row, engine);
    for (const { of, columns, rows } of behind) {
      if (of.kind === "relation") {
        const known = places.get(of.name) ?? new Set<number>();
        for (const { place } of rows) if (place !== null) known.add(place);
        places.set(of.name, known);
        continue;
      }
      const seen = new Set<string>();
      for (const { values } of rows) {
        const key = JSON.stringify(values);
        if (!seen.has(key)) await placesOf(of.query, { columns, values }, places);
        seen.add(key);
      }
    }
    return places;
  };
  return {
    native,
    engine,
    asked: () => asked,
    async rowsOf(sql) {
      const columns = await engine.columns(`select * from (${sql}) limit 0`);
      const { rows } = await native.texts(sql);
      return rows.map((values: Text[]) => ({ columns, values }));
    },
    placesOf: (sql, row) => placesOf(readQuery(sql), row, new Map()),
  };
}
