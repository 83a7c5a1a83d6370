import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../setup/runCommand.mjs";
import { playwrightCounts, vitestCounts } from "./readReport.mjs";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

const reports = join(projectRoot, ".eider/reports");

/** The script that a package's command starts. */
function commandOf(name, command = name) {
  const manifestPath = createRequire(join(projectRoot, "package.json")).resolve(`${name}/package.json`);
  const { bin } = JSON.parse(createRequire(import.meta.url)("node:fs").readFileSync(manifestPath, "utf8"));
  return join(dirname(manifestPath), typeof bin === "string" ? bin : bin[command]);
}

const runNode = (script, words, env, keepsOutput = false) =>
  runCommand(process.execPath, [script, ...words], { cwd: projectRoot, env, keepsOutput });

const asOne = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

async function reportIn(file) {
  try {
    return JSON.parse(await readFile(join(reports, file), "utf8"));
  } catch (error) {
    console.error(`The runner left no readable report: ${error.message}`);
    return null;
  }
}

async function freshReport(file) {
  await mkdir(reports, { recursive: true });
  await rm(join(reports, file), { force: true });
  return join(reports, file);
}

/** Types of the whole project: one test. */
export async function types() {
  // Next's declarations (CSS modules among them) come from a generated file that is not kept in the repository.
  if (!existsSync(join(projectRoot, "next-env.d.ts"))) {
    await runNode(commandOf("next"), ["typegen"], { NEXT_TELEMETRY_DISABLED: "1" });
  }
  const { code } = await runNode(commandOf("typescript", "tsc"), ["--noEmit", "-p", "."]);
  return asOne(code);
}

/** Biome and the project's own rules: one test. */
export async function lint() {
  const biome = await runNode(commandOf("@biomejs/biome", "biome"), ["check", "."]);
  const own = await runNode(join(projectRoot, "bin/lintImports.mjs"), []);
  return asOne(biome.code || own.code);
}

/** Unit tests. */
export async function unit() {
  const path = await freshReport("vitest.json");
  const words = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${path}`];
  const { code } = await runNode(commandOf("vitest"), words);
  return vitestCounts(await reportIn("vitest.json"), code);
}

/** Browser tests in Chromium. */
export async function browser() {
  const path = await freshReport("playwright.json");
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: path, PLAYWRIGHT_JSON_OUTPUT_NAME: path };
  const { code } = await runNode(
    commandOf("@playwright/test", "playwright"),
    ["test", "--reporter=list,json"],
    env,
  );
  return playwrightCounts(await reportIn("playwright.json"), code);
}

/**
 * The checks in a stock Firefox, attacks among them; the run writes its own counts. It goes on beside another step, so
 * that its output comes at its end.
 */
export async function firefox() {
  const path = await freshReport("firefox.json");
  const { code } = await runNode(join(projectRoot, "e2e/firefox/run.mjs"), ["--report", path], {}, true);
  const counts = await reportIn("firefox.json");
  if (!counts) return { passed: 0, failed: 1, skipped: 0 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/**
 * Runs steps one after another, each to its end whatever the others did.
 * @param {readonly { title: string, run: () => Promise<import("./readReport.mjs").Counts> }[]} steps
 */
export async function runSteps(steps) {
  const counts = [];
  for (const { title, run } of steps) {
    console.log(`\n── ${title} ──`);
    const startedAt = Date.now();
    try {
      counts.push(await run());
    } catch (error) {
      console.error(error.message);
      counts.push({ passed: 0, failed: 1, skipped: 0 });
    }
    const { passed, failed, skipped } = counts[counts.length - 1];
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(
      `${title}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""} (${seconds} s)`,
    );
  }
  return counts;
}
