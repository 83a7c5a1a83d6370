import { DuckDBInstance } from "@duckdb/node-api";

/** Native DuckDB in the test's own process: the oracle of what rows and values are. */
export interface Native {
  run(sql: string): Promise<void>;
  /** The rows of a query, each value by DuckDB's own text cast, in the query's order. */
  texts(sql: string): Promise<(string | null)[][]>;
  /** As DESCRIBE names them. */
  columns(sql: string): Promise<{ name: string; type: string }[]>;
  close(): void;
}

/** An empty native database whose zone is UTC, as the app's engine has it. */
export async function openNative(): Promise<Native> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run("set TimeZone = 'UTC'");
  const read = async (sql: string) => {
    const reader = await connection.runAndReadAll(sql);
    return reader.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
  };
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    async texts(sql) {
      // A table keeps the query's order; a subquery need not.
      await connection.run(`create or replace temp table oracle_rows as ${sql}`);
      return read("select columns(*)::varchar from oracle_rows");
    },
    async columns(sql) {
      return (await read(`describe ${sql}`)).map(([name, type]) => ({ name: name ?? "", type: type ?? "" }));
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A path as a SQL literal. */
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
