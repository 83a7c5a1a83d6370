/** The welcome notebook's SQL on native DuckDB, as somebody would write it down who has nothing else. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const connection = await (await DuckDBInstance.create(":memory:")).connect();
for (const [name, file] of [
  ["shop_events", "shop_events.csv"],
  ["users", "users.ndjson"],
  ["products", "products.parquet"],
])
  await connection.run(`create table ${name} as from '${at(`samples/${file}`)}'`);
const text = await readFile(at("public/welcome.nb.md"), "utf8");
for (const [, name, sql] of text.matchAll(/```sql name=(\w+)\n([^`]*)```/g)) {
  // Its TypeScript cell, of which SQL reads the hours.
  if (name === "shop_statistics")
    await connection.run("create table time_to_purchase as select 1.5 as hours");
  await connection.run(`create table ${name} as ${sql}`);
}
process.exit(0);
