/**
 * Runs checks in a stock Firefox, over WebDriver BiDi: the app opens and the welcome notebook runs to its last row; then
 * it is attacked. Skipped, with a message, only where no Firefox is installed.
 * `--report FILE` writes the counts as JSON.
 */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { startServer } from "../../bin/serve.mjs";
import { findFirefox } from "../../bin/setup/findBrowsers.mjs";
import { named } from "../../bin/testing/readReport.mjs";
import { startHostile } from "../attacks/startHostile.mjs";
import { attackChecks } from "./attackChecks.mjs";
import { smokeChecks } from "./smokeChecks.mjs";

const appFolder = fileURLToPath(new URL("../../out", import.meta.url));
// Long: how fast a machine is decides no check.
const runTimeoutMs = 240_000;

/** Fails when a check outlives its time: a hang must end as a failed test. */
function within(work, timeoutMs) {
  let timer;
  const limit = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`Not finished after ${timeoutMs / 1000} s.`)), timeoutMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

/** How the app stands when a check failed: what it waits for can be told from its toolbar and the states of its cells. */
async function stateOf(page) {
  const told = page.evaluate(() => ({
    toolbar: document.querySelector("header")?.textContent ?? null,
    alerts: [...document.querySelectorAll("[role=alert], [role=status]")].map((one) => one.textContent),
    cells: globalThis.eider?.cells().map(({ name, run, error }) => ({ name, run, error })) ?? null,
    controlled: navigator.serviceWorker.controller !== null,
  }));
  return within(told, 10_000).then(JSON.stringify, (error) => `The page does not answer: ${error.message}`);
}

async function runChecks(executablePath) {
  const server = await startServer({ root: appFolder });
  const hostile = await startHostile();
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    protocolTimeout: runTimeoutMs,
  });
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  try {
    const page = await browser.newPage();
    const outside = [];
    page.on("request", (request) => {
      const url = request.url();
      if (/^https?:/.test(url) && new URL(url).origin !== server.url) outside.push(url);
    });
    // What is attacked complains of each attack.
    let isAttacked = false;
    page.on("pageerror", (error) => {
      if (!isAttacked) console.error(`  uncaught: ${error.message}`);
    });
    await page.goto(server.url);
    const offline = {
      title: "nothing left the app's origin",
      run: () => {
        if (outside.length > 0) throw new Error(outside.join(", "));
      },
    };
    const app = { page, browser, url: server.url, hostile };
    for (const { title, run } of [...smokeChecks, offline, ...attackChecks]) {
      isAttacked = attackChecks.some((check) => check.title === title);
      try {
        await within(run(page, app), runTimeoutMs);
        counts.passed += 1;
        console.log(`  ✓ ${title}`);
      } catch (error) {
        counts.failed += 1;
        const failure = named(`Firefox › ${title}`, `${error.message}\n${await stateOf(page)}`);
        counts.failures.push(failure);
        console.error(failure);
      }
    }
  } finally {
    await browser.close();
    await Promise.all([server.close(), hostile.close()]);
  }
  return counts;
}

const firefox = findFirefox();
let counts = { passed: 0, failed: 0, skipped: 1 };
if (!firefox) {
  console.log("Skipped: no Firefox is installed. Install firefox or firefox-esr, or set FIREFOX_PATH.");
} else {
  try {
    counts = await runChecks(firefox);
  } catch (error) {
    console.error(`  Firefox at ${firefox} could not be driven: ${error.message}`);
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
}
const reportAt = process.argv.indexOf("--report");
const reportPath = reportAt < 0 ? undefined : process.argv[reportAt + 1];
if (reportPath) await writeFile(reportPath, JSON.stringify(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
