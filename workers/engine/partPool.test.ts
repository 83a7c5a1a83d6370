import { Field, Int32, Schema } from "apache-arrow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dataOf } from "../../lib/ingest/arrow/dataOf.ts";
import { batchOf, ipcOf } from "../../lib/ingest/arrow/ipcOf.ts";
import { rowGroupRows } from "../../lib/ingest/rowGroupRows.ts";
import { countRows, type DuckHost } from "./duckHost.ts";
import { keptSchema } from "./keptResults.ts";
import { PartPool } from "./partPool.ts";
import { EngineSession, keptName } from "./session.ts";
import { nodePlatform } from "./testing/nodePlatform.ts";
import { WasmHost } from "./wasmHost.ts";

let host: DuckHost;
let session: EngineSession;
beforeAll(async () => {
  host = await WasmHost.start(nodePlatform());
  session = await EngineSession.open(host, [`create schema ${keptSchema}`], {
    sql: [],
    isNeededBy: () => false,
  });
});
afterAll(() => host.die("The tests are done."));

const schema = new Schema([new Field("n", new Int32(), true)]);

function ipcFrom(first: number, rows: number): Uint8Array {
  const values = Array.from({ length: rows }, (_, row) => first + row);
  return ipcOf(schema, [batchOf(schema, [dataOf(new Int32(), values)], rows)]);
}

test("files wait until their rows fill a row group, and lie in the table in their order", async () => {
  let inserts = 0;
  const insertOn = host.insertOn.bind(host);
  const sizes: number[] = [];
  host.insertOn = (...given) => {
    inserts++;
    sizes.push(countRows(given[1]));
    return insertOn(...given);
  };
  const pool = new PartPool(session);
  const rows = 5000;
  const files = Math.ceil(rowGroupRows / rows) + 1;
  for (let at = 0; at < files; at++) await pool.add(`f${at}`, [ipcFrom(at * rows, rows)]);
  expect(inserts).toBe(1);
  await pool.flush();
  expect(inserts).toBe(2);
  expect(sizes).toEqual([rowGroupRows, files * rows - rowGroupRows]);
  expect(pool.rowsOf(`f${files - 1}`)).toMatchObject({ from: (files - 1) * rows, to: files * rows });
  const [table = ""] = pool.tables();
  const answer = await session.control(
    `select count(*)::integer as n, count(*) filter (rowid = n)::integer as at from ${keptName(table)}`,
  );
  expect([answer.getChild("n")?.get(0), answer.getChild("at")?.get(0)]).toEqual([files * rows, files * rows]);
});
