/**
 * A smoke run in a stock Firefox, over WebDriver BiDi: the app opens, its service worker takes over, and the welcome
 * notebook runs to its last row. Skipped, with a message, only where no Firefox is installed.
 * `--report FILE` writes the counts as JSON.
 */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { startServer } from "../../bin/serve.mjs";
import { findFirefox } from "../../bin/setup/findBrowsers.mjs";

const appFolder = fileURLToPath(new URL("../../out", import.meta.url));
const startTimeoutMs = 60_000;
const runTimeoutMs = 120_000;

/** The checks, in order; each gets the page and stands on what those before it did. */
const checks = [
  {
    title: "the app opens and offers window.eider",
    run: (page) => page.waitForFunction(() => globalThis.eider !== undefined, { timeout: startTimeoutMs }),
  },
  {
    title: "the service worker controls the page",
    run: (page) =>
      page.waitForFunction(() => navigator.serviceWorker.controller !== null, { timeout: startTimeoutMs }),
  },
  {
    title: "the welcome notebook runs to its end",
    run: async (page) => {
      const cells = await page.evaluate(async () => {
        await globalThis.eider.run();
        return globalThis.eider.cells();
      });
      const unfinished = cells.filter(({ run }) => run !== "done");
      if (cells.length === 0) throw new Error("The notebook has no cells.");
      if (unfinished.length > 0) throw new Error(`Not done: ${JSON.stringify(unfinished)}`);
    },
  },
  {
    title: "every relation of the welcome notebook has rows",
    run: async (page) => {
      const relations = await page.evaluate(async () => {
        const made = globalThis.eider.cells().filter(({ kind }) => kind === "sql" || kind === "ts");
        return Promise.all(
          made.map(async ({ name }) => {
            const { rows } = await globalThis.eider.relation(name);
            const [first] = await globalThis.eider.rows(name, { offset: 0, limit: 1 });
            return { name, rows, first };
          }),
        );
      });
      const empty = relations.filter(
        ({ rows, first }) => rows === 0 || !first?.some((value) => value !== null),
      );
      if (relations.length === 0) throw new Error("The notebook makes no relation.");
      if (empty.length > 0) throw new Error(`Without rows: ${JSON.stringify(empty)}`);
    },
  },
  {
    title: "a result is drawn as a grid",
    run: (page) => page.waitForSelector("[role=grid][aria-rowcount]", { timeout: startTimeoutMs }),
  },
  {
    title: "a small file is there again after a reload",
    run: async (page) => {
      await page.evaluate(async () => {
        await globalThis.eider.open("---\neider: 1\n---\n");
        await globalThis.eider.addFiles([new File(["n,t\n1,kept\n"], "small.csv")]);
      });
      const isSaved = () =>
        globalThis.eider.text().includes("s1:") &&
        document.querySelector("header").textContent.includes("Saved");
      await page.waitForFunction(isSaved, { timeout: startTimeoutMs });
      await page.reload();
      const receipts = () => globalThis.eider?.receipts().some(({ relation }) => relation === "small");
      await page.waitForFunction(receipts, { timeout: startTimeoutMs });
      const rows = await page.evaluate(() => globalThis.eider.rows("small", { offset: 0, limit: 9 }));
      if (JSON.stringify(rows) !== '[["1","kept"]]') throw new Error(`Other rows: ${JSON.stringify(rows)}`);
    },
  },
];

/** Fails when a check outlives its time: a hang must end as a failed test. */
function within(work, timeoutMs) {
  let timer;
  const limit = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`Not finished after ${timeoutMs / 1000} s.`)), timeoutMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

async function smoke(executablePath) {
  const server = await startServer({ root: appFolder });
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const page = await browser.newPage();
    const outside = [];
    page.on("request", (request) => {
      const url = request.url();
      if (/^https?:/.test(url) && new URL(url).origin !== server.url) outside.push(url);
    });
    page.on("pageerror", (error) => console.error(`  uncaught: ${error.message}`));
    await page.goto(server.url);
    const offline = {
      title: "nothing left the app's origin",
      run: () => {
        if (outside.length > 0) throw new Error(outside.join(", "));
      },
    };
    for (const { title, run } of [...checks, offline]) {
      try {
        await within(run(page), runTimeoutMs);
        counts.passed += 1;
        console.log(`  ✓ ${title}`);
      } catch (error) {
        counts.failed += 1;
        console.error(`  ✘ ${title}\n    ${error.message}`);
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return counts;
}

const firefox = findFirefox();
let counts = { passed: 0, failed: 0, skipped: 1 };
if (!firefox) {
  console.log("Skipped: no Firefox is installed. Install firefox or firefox-esr, or set FIREFOX_PATH.");
} else {
  try {
    counts = await smoke(firefox);
  } catch (error) {
    console.error(`  Firefox at ${firefox} could not be driven: ${error.message}`);
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
}
const reportAt = process.argv.indexOf("--report");
const reportPath = reportAt < 0 ? undefined : process.argv[reportAt + 1];
if (reportPath) await writeFile(reportPath, JSON.stringify(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
