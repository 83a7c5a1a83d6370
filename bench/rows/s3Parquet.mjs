import { readFile } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { startS3 } from "../../bin/testing/startS3.mjs";
import { dataFile, rowsOfWide } from "../data/generate.mjs";
import { limitRow, ratioRow, sideBySide } from "../measure.mjs";
import { enterBucket, freshContext, openEider, runCell, settled } from "../pages.mjs";
import { slowServer } from "../slowServer.mjs";

const line = { latencyMs: 20, bytesPerSecond: 50e6 };
const bucket = "bench";
const key = "wide.parquet";
const repeats = 3;
/** Three columns that no other repeat reads: what was fetched is kept. */
const columnsOf = (repeat) => [0, 1, 2].map((at) => `m${repeat * 3 + at}`);

/** Three columns of a 200 MB Parquet file in a bucket behind a line of 20 ms and 50 MB/s, against that line's own speed. */
export async function s3Parquet({ browser, site }) {
  const path = await dataFile("wide");
  const store = await startS3({ buckets: [bucket] });
  await store.put(bucket, key, await readFile(path));
  const slow = await slowServer(store.url, line);
  const context = await freshContext(browser);
  try {
    const cells = Object.fromEntries(
      Array.from({ length: repeats }, (_, repeat) => {
        const [a, b, c] = columnsOf(repeat);
        return [
          `read_${repeat}`,
          `select count(*) as n, sum(${a}) as a, max(${b}) as b, avg(${c}) as c from wide`,
        ];
      }),
    );
    const page = await openEider(context, site, { started: "select 42 as answer", ...cells });
    await runCell(page, "started");
    await settled(page);
    await addFromBucket(page, { ...store, url: slow.url });
    const needed = await columnBytes(path, columnsOf(0));
    const fractions = [];
    let repeat = 0;
    const result = await sideBySide(
      repeats,
      () => timeOfBytes(`${slow.url}/${bucket}/${key}`, needed),
      async () => {
        const before = slow.sentBytes();
        const elapsedMs = await runCell(page, `read_${repeat++}`);
        fractions.push(slow.sentBytes() - before);
        return elapsedMs;
      },
    );
    const name = "3 columns of a 200 MB Parquet file on S3";
    return [
      ratioRow({ name, against: "for their bytes", factor: 1.3, result }),
      limitRow({
        name: "… fetched for it, beside the columns themselves",
        value: (Math.max(...fractions) / needed - 1) * 100,
        unit: "%",
        most: 5,
      }),
    ];
  } finally {
    await context.close();
    await slow.close();
    await store.close();
  }
}

/** Bytes of columns as they lie in the file. */
async function columnBytes(path, columns) {
  const connection = await (await DuckDBInstance.create()).connect();
  const names = columns.map((name) => `'${name}'`).join(", ");
  const reader = await connection.runAndReadAll(
    `select sum(total_compressed_size)::double from parquet_metadata('${path.replaceAll("'", "''")}') where path_in_schema in (${names})`,
  );
  connection.closeSync();
  return Number(reader.getRows()[0][0]);
}

/** Milliseconds that the line takes for so many bytes, without the wait before the first. */
async function timeOfBytes(url, bytes) {
  const start = performance.now();
  const response = await fetch(url, { headers: { range: `bytes=0-${bytes - 1}` } });
  const { byteLength } = await response.arrayBuffer();
  if (byteLength !== bytes) throw new Error(`${byteLength} bytes instead of ${bytes}`);
  return performance.now() - start - line.latencyMs;
}

/** Enters a connection and adds the file, as people do. */
async function addFromBucket(page, store) {
  const dialog = await enterBucket(page, { ...store, bucket });
  await dialog.getByRole("checkbox", { name: `Choose ${key}`, exact: true }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const found = await page.waitForFunction(
    (name) => window.eider.receipts().find(({ file }) => file === name),
    key,
  );
  const receipt = await found.jsonValue();
  if (receipt.error || receipt.rows !== rowsOfWide)
    throw new Error(receipt.error ?? `${receipt.rows} rows instead of ${rowsOfWide}`);
}
