import { DuckDBInstance } from "@duckdb/node-api";

/** Milliseconds that native DuckDB takes to make a table of a file, in a database of its own. */
export async function nativeLoad(reader, path) {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const start = performance.now();
  await connection.run(`create table t as select * from ${reader}('${path.replaceAll("'", "''")}')`);
  const elapsedMs = performance.now() - start;
  connection.closeSync();
  return elapsedMs;
}
