// One DuckDB-WASM engine in a process of its own, so that a statement that hangs or traps can be ended from outside.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const bundle = require("@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs");
const files = (kind) => ({
  mainModule: require.resolve(`@duckdb/duckdb-wasm/dist/duckdb-${kind}.wasm`),
  mainWorker: require.resolve("@duckdb/duckdb-wasm/dist/duckdb-node-eh.worker.cjs"),
});
const db = await bundle.createDuckDB(
  { mvp: files("mvp"), eh: files("eh") },
  new bundle.VoidLogger(),
  bundle.NODE_RUNTIME,
);
await db.instantiate(() => undefined);
db.open({});
const connection = db.connect();

const rowsOf = (table) => {
  const names = table.schema.fields.map((field) => field.name);
  const columns = names.map((_, index) => table.getChildAt(index));
  const rows = [];
  for (let row = 0; row < table.numRows; row++) {
    rows.push(
      columns.map((column) => {
        const value = column?.get(row);
        return value === null || value === undefined ? null : String(value);
      }),
    );
  }
  return { names, rows };
};

process.on("message", ({ id, kind, sql }) => {
  try {
    const value = kind === "names" ? connection.getTableNames(sql) : rowsOf(connection.query(sql));
    process.send({ id, value });
  } catch (error) {
    process.send({ id, error: String(error?.message ?? error), trap: error?.constructor?.name !== "Error" });
  }
});
process.send({ ready: true });
