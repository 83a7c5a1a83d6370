import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { avroFile } from "../../../lib/ingest/testing/avroFile.ts";
import { makeXlsx, numberCell, rowXml, textCell } from "../../../lib/ingest/testing/makeXlsx.ts";
import { makeZip } from "../../../lib/ingest/testing/makeZip.ts";
import { openNativeDuckDb } from "../../../lib/ingest/testing/nativeDuckDb.ts";
import { type RangeServer, startRangeServer } from "../../../lib/remote/testing/rangeServer.ts";
import { serveParquetWasm } from "../testing/serveParquetWasm.ts";
import { type StartedEngine, startedEngine } from "../testing/startedEngine.ts";

const folder = mkdtempSync(join(tmpdir(), "remote-formats-"));
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
  rmSync(folder, { recursive: true, force: true });
});

const csv = `id,city\n${Array.from({ length: 3000 }, (_, id) => `${id},city ${id % 7}`).join("\n")}\n`;
const ndjson = Array.from({ length: 2000 }, (_, id) => JSON.stringify({ id, tags: [id, "x"] })).join("\n");
const bytes = (text: string) => new TextEncoder().encode(text);
const workbook = makeXlsx({
  sheets: {
    first: rowXml(1, [textCell("n"), textCell("t")]) + rowXml(2, [numberCell(5), textCell("five")]),
  },
});
const avro = avroFile({ type: "record", name: "r", fields: [{ name: "n", type: "long" }] }, [
  { n: 1 },
  { n: 2 },
]);
const files: [name: string, content: () => Uint8Array | Promise<Uint8Array>][] = [
  ["a.csv", () => bytes(csv)],
  ["a.csv.gz", () => gzipSync(csv)],
  ["latin.csv", () => Buffer.from("name;n\nJosé;1\nZoë;2\n", "latin1")],
  ["a.ndjson", () => bytes(ndjson)],
  ["a.json", () => bytes(JSON.stringify([{ a: 1 }, { a: null }]))],
  ["a.xlsx", () => workbook],
  ["a.avro", () => avro],
  ["a.arrow", () => tableToIPC(tableFromArrays({ n: Int32Array.from([1, 2, 3]) }), "file")],
  ["a.zip", () => makeZip([{ name: "in.csv", content: csv }])],
  ["a.log", () => bytes('127.0.0.1 - - [10/Oct/2000:13:55:36 +0000] "GET /a HTTP/1.0" 200 12\n'.repeat(20))],
  ["a.parquet", parquet],
  ["no-ending", parquet],
  ["misnamed.parquet", () => bytes(csv)],
];

async function parquet(): Promise<Uint8Array> {
  const native = await openNativeDuckDb();
  const path = join(folder, "a.parquet");
  await native.run(
    `copy (select range as n, 'x' || range as t from range(500)) to '${path}' (format parquet)`,
  );
  return readFileSync(path);
}

test.each(files)("%s elsewhere becomes what it becomes from this device", async (name, content) => {
  const made = new Uint8Array(await content());
  const remote = server.add(name, made);
  const local = new File([made], name);
  const [here, there] = [
    await engine.load({ file: local, relation: "here" }),
    await engine.load({ file: remote, relation: "there" }),
  ];
  const told = ({ rows, loaded, rejected, format, encoding, bytes, error, exact }: typeof here) => ({
    ...{ rows, loaded, rejected, format, encoding, bytes, error, exact },
  });
  expect(told(there)).toEqual(told(here));
  if (here.error === null)
    expect(await engine.rows("select columns(*)::varchar from there")).toEqual(
      await engine.rows("select columns(*)::varchar from here"),
    );
  expect(await engine.api.inspect(remote)).toEqual(await engine.api.inspect(local));
  expect(await engine.api.preview(remote, {})).toEqual(await engine.api.preview(local, {}));
});
