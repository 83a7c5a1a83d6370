import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RangeServer, startRangeServer } from "../../../lib/remote/testing/rangeServer.ts";
import { serveParquetWasm } from "../testing/serveParquetWasm.ts";
import { type StartedEngine, startedEngine } from "../testing/startedEngine.ts";

const data = join(process.cwd(), "../shared/data/parquet");
/** Files of some size are read by other tests. */
const mostBytes = 40_000;
const files = existsSync(data)
  ? readdirSync(data, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".parquet") && statSync(join(data, path)).size < mostBytes)
      .sort()
      // A part of them takes long enough.
      .filter((_, index) => index % 3 === 0)
  : [];

let engine: StartedEngine;
let wasm: { baseUrl: string; stop: () => void };
let server: RangeServer;
beforeAll(async () => {
  [wasm, server] = await Promise.all([serveParquetWasm(), startRangeServer()]);
  engine = await startedEngine(wasm.baseUrl);
});
afterAll(() => {
  wasm.stop();
  server.stop();
});

test.skipIf(files.length === 0)(
  "public Parquet files give the same rows from elsewhere, whole and column by column",
  async () => {
    for (const path of files) {
      const bytes = new Uint8Array(readFileSync(join(data, path)));
      const here = await engine.load({ file: new File([bytes], "here.parquet"), relation: "here" });
      const there = await engine.load({ file: server.add(path, bytes), relation: "there" });
      if (here.error !== null) {
        // What only a row group's bytes show is told by the statement that reads them.
        const request = { runId: -1, name: "bad", sql: "select * from there", params: {} };
        const answer = there.error === null ? await engine.api.run(request, () => undefined) : { ok: false };
        expect([path, answer.ok]).toEqual([path, false]);
        continue;
      }
      expect([path, there.rows, there.error]).toEqual([path, here.rows, null]);
      const of = async (name: string) => {
        const known = await engine.api.relation(name);
        if (!known.ok) throw new Error(known.error.message);
        return known.value;
      };
      const [near, far] = [await of("here"), await of("there")];
      expect([path, far.columns]).toEqual([path, near.columns]);
      for (const { name } of near.columns.slice(0, 3)) {
        const sql = (from: string) => `select "${name.replaceAll('"', '""')}"::varchar from ${from}`;
        expect([path, name, await engine.rows(sql("there"))]).toEqual([
          path,
          name,
          await engine.rows(sql("here")),
        ]);
      }
      const all = (from: string) => engine.rows(`select columns(*)::varchar from ${from}`);
      expect([path, await all("there")]).toEqual([path, await all("here")]);
    }
  },
  120_000,
);
