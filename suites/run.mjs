#!/usr/bin/env node
/** Runs the public suites through the built app, prints their scores and holds them against the floors. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { importBundled } from "../bin/bundle/importBundled.mjs";
import { sharedData, withBuiltApp } from "./withBuiltApp.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const floorsPath = join(root, "suites/floors.json");
const reportPaths = { markdown: join(root, "bench/SUITES.md"), json: join(root, "bench/suites.json") };
const usage = `npm run suites -- [--only SUITE[,SUITE…]] [--share 0.1] [--seed 7] [--limit SECONDS] [--data FOLDER] [--raise]
A full run is written to bench/SUITES.md. --raise raises the floors to what this run reaches.`;

const words = {
  only: { type: "string", default: "" },
  share: { type: "string", default: "1" },
  seed: { type: "string", default: "7" },
  limit: { type: "string", default: "10" },
  data: { type: "string", default: sharedData },
  raise: { type: "boolean", default: false },
  help: { type: "boolean", short: "h" },
};

async function main() {
  const { values } = parseArgs({ options: words });
  if (values.help) return console.log(usage);
  if (values.only === "" && Number(values.share) >= 1) await runWholeUnits();
  const suites = await importBundled("suites/runSuites.ts");
  const share = { share: Number(values.share), seed: Number(values.seed) };
  const only = values.only.split(",").filter(Boolean);
  const limitMs = Number(values.limit) * 1000;
  const run = suites.runName(share);
  // Kept suite by suite: whatever ends a run of many minutes takes nothing with it.
  const onSuite = (results, told) => {
    printSuite(results, told);
    if (values.raise) suites.raiseFloors(floorsPath, run, results);
    if (share.share >= 1) suites.writeReport(reportPaths, results, suites.readFloors(floorsPath), run);
  };
  const results = await withBuiltApp(values.data, ({ site }) =>
    suites.runSuites({ site: { ...site, limitMs }, data: values.data, only, ...share, onSuite }),
  );
  const floors = suites.readFloors(floorsPath);
  console.log(`\n${suites.suitesTable(results, floors, run)}\n`);
  for (const sentence of suites.belowFloor(floors, run, results)) {
    console.error(sentence);
    process.exitCode = 1;
  }
}

/** Unit tests over public files, of which `npm test` runs a share. */
async function runWholeUnits() {
  const { runCommand } = await import("../bin/setup/runCommand.mjs");
  const files = [
    "lib/ingest/excel/suite.test.ts",
    "lib/ingest/logs/logOracle.test.ts",
    "lib/ingest/parquet/readParquet.test.ts",
    "workers/engine/loadManyReal.test.ts",
    "suites/vegaLite/vegaLite.test.ts",
    "lib/chart/expression/expression.oracle.test.ts",
  ];
  const env = { EIDER_WHOLE_SUITES: "1" };
  const { code } = await runCommand("npx", ["vitest", "run", ...files], { cwd: root, env });
  if (code !== 0) process.exitCode = 1;
}

function printSuite(results, { seconds, slowest, lost }) {
  for (const { suite, files, passed, score, failures } of results) {
    console.log(`${suite}: ${passed} of ${files}, score ${score.toFixed(4)}`);
    for (const { file, problem } of failures) console.log(`  ${file}: ${problem.slice(0, 300)}`);
  }
  console.log(`  (${seconds.toFixed(0)} s; slowest ${slowest}; ${lost} pages lost)`);
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
