import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { dataFile } from "../data/generate.mjs";
import { ratioRow, sideBySide } from "../measure.mjs";
import { addToEider, freshContext, notebook, runCell, settled } from "../pages.mjs";
import { rowsOfEvents } from "../queries.mjs";

const quoted = (path) => `'${path.replaceAll("'", "''")}'`;

/** Native DuckDB with the rows in a table, as Eider has them. */
async function nativeTable(path) {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`create table events as from read_parquet(${quoted(path)})`);
  return connection;
}

/** Eider with the rows in a table named `events`. */
async function pageWithEvents({ browser, site }, path) {
  const context = await freshContext(browser);
  const page = await context.newPage();
  await page.goto(site.eiderUrl);
  await page.waitForFunction(() => window.eider);
  const text = notebook({ started: "select 42 as answer" });
  await page.evaluate((given) => window.eider.open(given), text);
  await runCell(page, "started");
  await settled(page);
  await addToEider(page, path, rowsOfEvents);
  const relation = await page.evaluate(() => window.eider.receipts().at(-1).source);
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
