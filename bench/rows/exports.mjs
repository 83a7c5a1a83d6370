import { spawn } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { startS3 } from "../../bin/testing/startS3.mjs";
import { dataFile } from "../data/generate.mjs";
import { ratioRow, sideBySide } from "../measure.mjs";
import { addToEider, enterBucket, freshContext, notebook, runCell, runExport, settled } from "../pages.mjs";
import { rowsOfEvents } from "../queries.mjs";
import { slowServer } from "../slowServer.mjs";

const quoted = (path) => `'${path.replaceAll("'", "''")}'`;
/** What a good line out of an office carries. */
const line = { latencyMs: 20, bytesPerSecond: 50e6, upBytesPerSecond: 50e6 };
const bucket = "bench";

/** Native DuckDB with the rows in a table, as Eider has them. */
async function nativeTable(path) {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`create table events as from read_parquet(${quoted(path)})`);
  return connection;
}

/** Eider with the rows in a table named `events`, and with one more cell. */
async function pageWithEvents({ browser, site }, path, fence = "") {
  const context = await freshContext(browser);
  const page = await context.newPage();
  await page.goto(site.eiderUrl);
  await page.waitForFunction(() => window.eider);
  const text = notebook({ started: "select 42 as answer" }) + fence;
  await page.evaluate((given) => window.eider.open(given), text);
  await runCell(page, "started");
  await settled(page);
  await addToEider(page, path, rowsOfEvents);
  const relation = await page.evaluate(() => window.eider.receipts()[0].source);
  if (relation !== "events") throw new Error(`The rows are called ${relation}.`);
  return { context, page };
}

/** Three million rows to a file, as a page writes it and as native DuckDB does. */
export async function exportToFile(setting) {
  const path = await dataFile("parquet");
  const native = await nativeTable(path);
  const folder = await mkdtemp(join(tmpdir(), "eider-bench-"));
  const { context, page } = await pageWithEvents(setting, path);
  try {
    const rows = [];
    for (const [format, how] of [
      ["csv", "(format csv, header)"],
      ["parquet", "(format parquet, compression zstd)"],
    ]) {
      const nativeCopy = async () => {
        const start = performance.now();
        await native.run(`copy events to ${quoted(join(folder, `events.${format}`))} ${how}`);
        return performance.now() - start;
      };
      const eiderExport = () =>
        page.evaluate(async (kind) => {
          const start = performance.now();
          await window.eider.export("events", { format: kind });
          return performance.now() - start;
        }, format);
      const result = await sideBySide(3, nativeCopy, eiderExport);
      const name = `3 M rows to ${format === "csv" ? "CSV" : "Parquet (zstd)"}`;
      rows.push(ratioRow({ name, against: "native COPY", factor: 2.5, result }));
    }
    return rows;
  } finally {
    native.closeSync();
    await context.close();
    await rm(folder, { recursive: true });
  }
}

/** The same rows to a bucket behind a line of 50 MB/s, beside curl with the very bytes that came of it. */
export async function exportToBucket(setting) {
  const path = await dataFile("parquet");
  const folder = await mkdtemp(join(tmpdir(), "eider-bench-"));
  const store = await startS3({ buckets: [bucket] });
  const slow = await slowServer(store.url, line);
  const says = `to: s3://${bucket}/out/\noverwrite: true\nsafe: false\nmanifest: false\n`;
  const fence = `\n\`\`\`export name=out from=events\n${says}\`\`\`\n`;
  const { context, page } = await pageWithEvents(setting, path, fence);
  try {
    const native = await nativeTable(path);
    const file = join(folder, "events.csv");
    await native.run(`copy events to ${quoted(file)} (format csv, header)`);
    native.closeSync();
    await enterBucket(page, { ...store, url: slow.url, bucket });
    await page.keyboard.press("Escape");
    const { size } = await stat(file);
    const result = await sideBySide(
      3,
      () => curlTo(`${slow.url}/${bucket}/curl.csv`, file, store),
      () => runExport(page, "out"),
    );
    const name = `${Math.round(size / 1e6)} MB of CSV made and uploaded at 50 MB/s`;
    return [ratioRow({ name, against: "curl, of a file", factor: 1.25, result })];
  } finally {
    await context.close();
    await slow.close();
    await store.close();
    await rm(folder, { recursive: true });
  }
}

/** Milliseconds that curl takes to put a file into a bucket. */
async function curlTo(url, file, { accessKeyId, secretAccessKey }) {
  const start = performance.now();
  const words = ["-sS", "-f", "-T", file, "--aws-sigv4", "aws:amz:us-east-1:s3"];
  const child = spawn("curl", [...words, "--user", `${accessKeyId}:${secretAccessKey}`, url], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((done) => child.on("close", done));
  if (code !== 0) throw new Error(`curl ended with ${code}.`);
  return performance.now() - start;
}
