import { DuckDBInstance } from "@duckdb/node-api";

/** Native DuckDB, the oracle of what values are; for tests only. */
export interface NativeDuckDb {
  run(sql: string): Promise<void>;
  /** Each value by DuckDB's own text cast, with the columns' types. */
  read(select: string): Promise<{ columns: { name: string; type: string }[]; rows: (string | null)[][] }>;
}

/** Opens an empty native database whose zone is UTC, as the app's engine has it. */
export async function openNativeDuckDb(): Promise<NativeDuckDb> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run("SET TimeZone='UTC'");
  const texts = async (sql: string): Promise<(string | null)[][]> => {
    const reader = await connection.runAndReadAll(sql);
    return reader.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
  };
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    async read(select) {
      const described = await texts(`DESCRIBE ${select}`);
      const columns = described.map(([name, type]) => ({ name: name ?? "", type: type ?? "" }));
      return { columns, rows: await texts(`SELECT COLUMNS(*)::VARCHAR FROM (${select})`) };
    },
  };
}
