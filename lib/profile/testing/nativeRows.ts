import { DuckDBInstance } from "@duckdb/node-api";
import type { Column } from "../../engine/protocol.ts";
import type { AskRows } from "../askRows.ts";
import { type AskedColumn, askedColumn } from "../profileSql.ts";

/** Native DuckDB behind the same door as the engine's SELECT; for tests only. */
export interface NativeRows {
  run(sql: string): Promise<void>;
  ask: AskRows;
  columns(relation: string): Promise<AskedColumn[]>;
}

export async function openNative(): Promise<NativeRows> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone='UTC'");
  const ask: AskRows = async (sql, maxRows) => {
    const reader = await connection.runAndReadAll(`select * from (${sql}\n) limit ${maxRows}`);
    const names = reader.columnNames();
    return reader
      .getRowsJS()
      .map((row) => Object.fromEntries(row.map((value, index) => [names[index] ?? "", plain(value)])));
  };
  return {
    run: async (sql) => void (await connection.run(sql)),
    ask,
    async columns(relation) {
      const described = await connection.runAndReadAll(`describe from ${relation}`);
      return described.getRows().map(([name, type], at) => {
        const column: Column = { name: String(name), type: String(type) };
        return askedColumn(column, at);
      });
    },
  };
}

function plain(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
