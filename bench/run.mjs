#!/usr/bin/env node
/** Measures what Eider promises about speed; prints a table and writes results.json and RESULTS.md beside this file. */
import { existsSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { startServer } from "../bin/serve.mjs";
import { bareSite } from "./bareSite.mjs";
import { printTable, writeResults } from "./report.mjs";
import { rows } from "./rows.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const usage = `npm run bench -- [--only ROW[,ROW…]] [--headed]
Rows: ${Object.keys(rows).join(", ")}`;

async function main() {
  const { values } = parseArgs({
    options: { only: { type: "string" }, headed: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return console.log(usage);
  const wanted = values.only?.split(",") ?? Object.keys(rows);
  const unknown = wanted.filter((row) => !(row in rows));
  if (unknown.length > 0) throw new Error(`There is no row ${unknown.join(", ")}.\n${usage}`);
  const appFolder = join(root, "out");
  if (!existsSync(join(appFolder, "index.html")))
    throw new Error("The app is not built: run npm run build first.");

  const app = await startServer({ root: appFolder });
  const bare = await startServer({ root: await bareSite() });
  const browser = await chromium.launch({
    headless: !values.headed,
    executablePath: existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined,
    args: ["--no-sandbox", "--enable-precise-memory-info"],
  });
  const site = { appFolder, eiderUrl: app.url, eiderPort: app.port, bareUrl: bare.url };
  const setting = { browser, site };
  const measured = [];
  try {
    for (const row of wanted) {
      process.stderr.write(`${row} …\n`);
      measured.push(...(await measure(row, setting)));
    }
  } finally {
    const machine = {
      cpu: cpus()[0]?.model ?? "unknown",
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 1e9),
      browser: browser.version(),
    };
    await browser.close();
    await Promise.all([app.close(), bare.close()]);
    printTable(measured);
    await writeResults({
      rows: measured,
      machine,
      replaceOnly: values.only !== undefined,
      order: Object.keys(rows),
    });
  }
  if (measured.some((row) => !row.ok)) process.exitCode = 1;
}

/** A row that cannot be measured is a failed row, and the others go on. */
async function measure(row, setting) {
  try {
    return (await rows[row](setting)).map((result) => ({ row, ...result }));
  } catch (error) {
    const [first] = String(error.message).split("\n");
    console.error(error.stack);
    return [
      {
        row,
        name: row,
        eider: "failed",
        base: "",
        ratio: null,
        limit: "",
        ok: false,
        runs: [],
        error: first,
      },
    ];
  } finally {
    for (const context of setting.browser.contexts()) await context.close();
  }
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
