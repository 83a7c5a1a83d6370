import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type NativeDuckDb, openNativeDuckDb } from "../../lib/ingest/testing/nativeDuckDb.ts";
import { filePart } from "./testing/filePart.ts";
import { serveParquetWasm } from "./testing/serveParquetWasm.ts";
import { type StartedEngine, startedEngine } from "./testing/startedEngine.ts";

const folder = mkdtempSync(join(tmpdir(), "parquet-folder-"));
let engine: StartedEngine;
let native: NativeDuckDb;
let server: { baseUrl: string; stop: () => void };
beforeAll(async () => {
  server = await serveParquetWasm();
  [engine, native] = await Promise.all([startedEngine(server.baseUrl), openNativeDuckDb()]);
});
afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("small Parquet files are one table in the order of the files, and each that cannot be read is named", async () => {
  const parts = [];
  for (let at = 0; at < 30; at++) {
    const path = join(folder, `part-${String(at).padStart(2, "0")}.parquet`);
    await native.run(`copy (select ${at} * 100 + i as n, 'row ' || i as t, n / 8 as d from range(100) r(i))
      to '${path}' (format parquet)`);
    const bytes = new Uint8Array(readFileSync(path));
    // One that is cut short, one whose pages are overwritten and one that is no Parquet at all.
    if (at === 3) parts.push(filePart(`f/part-03.parquet`, bytes.subarray(0, bytes.length - 40)));
    else if (at === 12) parts.push(filePart(`f/part-12.parquet`, bytes.fill(0xff, 4, bytes.length / 3)));
    else if (at === 29) parts.push(filePart(`f/part-29.parquet`, "n,t\n1,2\n"));
    else parts.push(filePart(`f/part-${String(at).padStart(2, "0")}.parquet`, bytes));
  }
  const receipt = await engine.loadParts("parts", parts);
  expect(receipt).toMatchObject({ error: null, rows: 2700, loaded: 2700, rejected: 0, file: "27 files" });
  expect(
    receipt.notes.filter((note) => note.includes("is not loaded")).map((note) => note.split(" ")[0]),
  ).toEqual(["f/part-03.parquet", "f/part-12.parquet", "f/part-29.parquet"]);
  const good = parts.flatMap(({ path }, at) =>
    [3, 12, 29].includes(at) ? [] : [`'${join(folder, path.slice(2))}'`],
  );
  const { rows } = await native.read(`select n, t, d from read_parquet([${good.join(", ")}])`);
  expect(await engine.rows("select n::varchar, t, d::varchar from parts")).toEqual(rows);
});
