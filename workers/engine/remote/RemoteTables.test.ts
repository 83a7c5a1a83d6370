import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unionSql } from "../../../lib/ingest/many/unionSql.ts";
import { openRemoteParquet } from "../../../lib/ingest/parquet/remoteParquet.ts";
import { openNativeDuckDb } from "../../../lib/ingest/testing/nativeDuckDb.ts";
import { type RangeServer, startRangeServer } from "../../../lib/remote/testing/rangeServer.ts";
import { engineSetupSql } from "../../../lib/sql/engineSetup.ts";
import { parquetWasmPath } from "../parquetWasmPath.ts";
import { EngineSession } from "../session.ts";
import { startDuckDB } from "../startDuckDB.ts";
import { tagError } from "../tagError.ts";
import { nodePlatform } from "../testing/nodePlatform.ts";
import { serveParquetWasm } from "../testing/serveParquetWasm.ts";
import { RemoteRelation } from "./RemoteRelation.ts";
import { type RemotePart, RemoteTables } from "./RemoteTables.ts";

const folder = mkdtempSync(join(tmpdir(), "remote-tables-"));
let server: RangeServer;
let wasm: { baseUrl: string; stop: () => void };
let open: EngineSession;
let bytes: Uint8Array;
beforeAll(async () => {
  [server, wasm] = await Promise.all([startRangeServer(), serveParquetWasm()]);
  const { host } = await startDuckDB(nodePlatform(), wasm.baseUrl);
  open = await EngineSession.open(host, engineSetupSql(), { sql: [], isNeededBy: () => false });
  const native = await openNativeDuckDb();
  const path = join(folder, "t.parquet");
  await native.run(`copy (select range as a, range * 2 as b, range * 3 as c from range(10000))
    to '${path}' (format parquet, row_group_size 2048)`);
  bytes = new Uint8Array(readFileSync(path));
});
afterAll(() => {
  server.stop();
  wasm.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Tables of one relation, in an engine that may use so much memory. */
async function tablesOf(memoryLimitBytes: number) {
  const session: EngineSession = Object.create(open, { memoryLimitBytes: { value: memoryLimitBytes } });
  const wasmUrl = new URL(parquetWasmPath, wasm.baseUrl).href;
  const file = server.add(`t${memoryLimitBytes}.parquet`, bytes);
  const parquet = await openRemoteParquet(file, wasmUrl, new AbortController().signal);
  if (!parquet) throw new Error("no Parquet file");
  const union = unionSql([{ path: "t", columns: parquet.columns, from: "" }], {
    filename: null,
    hive: false,
  });
  const relation = new RemoteRelation(1, "t", [parquet], union);
  const part = (...columns: number[]): RemotePart => ({
    relation,
    columns: new Set(columns),
    groups: new Set(relation.groups.keys()),
    mostRows: Number.POSITIVE_INFINITY,
  });
  server.asked();
  return { tables: new RemoteTables(session, wasmUrl), part };
}

test("what is asked for at the same time is fetched once, and what a table holds is not fetched again", async () => {
  const { tables, part } = await tablesOf(1e9);
  const [one, other] = await Promise.all([tables.use(part(0, 1), {}), tables.use(part(1), {})]);
  expect(other).toBe(one);
  const { ranges } = server.asked();
  expect(new Set(ranges).size).toBe(ranges.length);
  await tables.use(part(0), {});
  expect(server.asked().ranges).toEqual([]);
});

test("columns that do not fit are not fetched at all, and it is said how much they are", async () => {
  const { tables, part } = await tablesOf(50_000);
  const failed = await tables.use(part(0, 1, 2), {}).catch(tagError);
  expect(failed).toMatchObject({ code: "out-of-memory" });
  expect("message" in failed && failed.message).toMatch(
    /^Out of memory: about [\d.]+ MB \([\d.]+ MB compressed\) of the columns a, b, c of t are needed at once/,
  );
  expect(server.asked().bytes).toBe(0);
});

test("tables that nothing reads make room, and their bytes are still held", async () => {
  const { tables, part } = await tablesOf(150_000);
  const first = await tables.use(part(0), {});
  const second = await tables.use(part(1), {});
  await tables.release(first);
  await tables.release(second);
  server.asked();
  const again = await tables.use(part(0), {});
  expect(again.table).not.toBe(first.table);
  expect(server.asked().bytes).toBe(0);
});
