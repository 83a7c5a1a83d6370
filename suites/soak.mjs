#!/usr/bin/env node
/** Tries to break the built app: damaged files, engines that end in the middle of loads, tabs that end while they are worked in, and files of many gigabytes. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { importBundled } from "../bin/bundle/importBundled.mjs";
import { bigFile } from "./soak/bigFile.mjs";
import { sharedData, withBuiltApp } from "./withBuiltApp.mjs";

const kept = fileURLToPath(new URL("../.eider/soak/kept/", import.meta.url));
const usage = `npm run soak -- [--only mutations,kills,crashes,csv,ndjson] [--count 1000] [--seed 1] [--data FOLDER] [--gb NUMBER]
Files that do harm are kept in .eider/soak/kept.`;

/** What can be run, each answering sentences of what it saw and of what failed. */
const parts = {
  async mutations({ soak, values, site }) {
    await mkdir(kept, { recursive: true });
    const loader = new soak.BrowserLoader(site);
    const run = {
      count: Number(values.count),
      seed: Number(values.seed),
      keep: (name, bytes) => void writeFile(join(kept, name), bytes),
    };
    const { tried, loaded, refused, failures } = await soak.soakMutations(values.data, loader, run);
    await loader.close();
    return {
      told: [`${tried} damaged files: ${loaded} loaded, ${refused} refused with a message`],
      failed: failures.map(({ file, problem }) => `${file}: ${problem}`),
    };
  },
  async kills({ soak, values, site }) {
    const count = Math.max(1, Math.round(Number(values.count) / 20));
    const failures = await soak.soakKills(site, { count, seed: Number(values.seed) });
    return {
      told: [`${count} engines ended in the middle of a load`],
      failed: failures.map(({ file, problem }) => `${file}: ${problem}`),
    };
  },
  async crashes({ soak, values, site, context }) {
    const count = Math.max(1, Math.round(Number(values.count) / 5));
    // A service worker that goes down with its tab and starts anew is held up by what steers the browser here.
    const own = await context.browser().newContext({ serviceWorkers: "block" });
    const there = { url: `${site.url}/`, newPage: () => own.newPage() };
    const failures = await soak.crashTabs(there, { count, seed: Number(values.seed), tabs: 2 });
    await own.close();
    return {
      told: [`${count} tabs killed while cells were typed in, run and moved`],
      failed: failures.map(({ file, problem }) => `${file}: ${problem}`),
    };
  },
  csv: (setting) =>
    withBigFile("csv", 10e9, setting, (file) => setting.soak.soakBigCsv(setting.site, setting.context, file)),
  ndjson: (setting) =>
    withBigFile("ndjson", 6e9, setting, (file) =>
      setting.soak.soakBigNdjson(setting.site, setting.context, file),
    ),
};

async function withBigFile(format, bytes, { values }, use) {
  console.log(`Making a file of ${format} …`);
  const file = await bigFile(format, values.gb === undefined ? bytes : Number(values.gb) * 1e9);
  if ("skipped" in file) return { told: [`skipped: ${file.skipped}`], failed: [] };
  try {
    const { told, failed } = await use(file);
    return { told: [`${(file.bytes / 1e9).toFixed(1)} GB, ${file.rows} rows`, ...told], failed };
  } finally {
    await rm(file.path, { force: true });
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: "string", default: Object.keys(parts).join(",") },
      count: { type: "string", default: "1000" },
      seed: { type: "string", default: "1" },
      data: { type: "string", default: sharedData },
      gb: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return console.log(usage);
  const soak = await importBundled("suites/runSoak.ts");
  for (const name of values.only.split(",")) {
    const part = parts[name];
    if (!part) throw new Error(`There is no ${name}.\n${usage}`);
    const startedAt = Date.now();
    const { told, failed } = await withBuiltApp(values.data, ({ site, context }) =>
      part({ soak, values, site, context }),
    );
    console.log(`\n${name} (${((Date.now() - startedAt) / 1000).toFixed(0)} s)`);
    for (const sentence of told) console.log(`  ${sentence}`);
    for (const sentence of failed) console.error(`  FAILED ${sentence}`);
    if (failed.length > 0) process.exitCode = 1;
  }
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
