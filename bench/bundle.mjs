#!/usr/bin/env node
/** How much script the page itself loads first: gzipped, without DuckDB and Monaco, which come beside or later. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { limitRow } from "./measure.mjs";
import { freshContext } from "./pages.mjs";

const most = 250;
// Strings that Monaco's own code carries through minification.
const monacoMarks = [
  "editorViewLayer",
  "inlineSuggest.showPrevious",
  "git-pull-request-abandoned",
  // Our own set-up of Monaco (themes, completion), which is fetched with it and never without.
  "editor.inactiveSelectionBackground",
];

/** Which scripts of the first load there are: { path, gzipBytes, part } with part "page", "monaco" or "worker". */
export async function firstLoadScripts({ browser, site }) {
  const context = await freshContext(browser);
  const page = await context.newPage();
  const asked = new Map();
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    if (path.endsWith(".js")) asked.set(path, request.resourceType());
  });
  const workers = new Set();
  page.on("worker", (worker) => workers.add(new URL(worker.url()).pathname));
  await page.goto(site.eiderUrl);
  await page.waitForFunction(() => window.eider);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(2_000);
  // The loader's own list: scripts that a worker asked for are not among the page's.
  const ofPage = new Set(
    await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter((entry) => entry.initiatorType === "script" || entry.initiatorType === "link")
        .map((entry) => new URL(entry.name).pathname),
    ),
  );
  await context.close();
  const scripts = [];
  for (const path of asked.keys()) {
    if (path.startsWith("/duckdb/") || path === "/sw.js") continue;
    const bytes = await readFile(join(site.appFolder, path));
    const text = bytes.toString("utf8");
    const isMonaco = monacoMarks.some((mark) => text.includes(mark));
    const part = isMonaco ? "monaco" : ofPage.has(path) && !workers.has(path) ? "page" : "worker";
    scripts.push({ path, gzipBytes: gzipSync(bytes, { level: 9 }).byteLength, part });
  }
  return scripts;
}

export async function bundleBudget(setting) {
  const scripts = await firstLoadScripts(setting);
  const sum = (part) =>
    scripts.filter((script) => script.part === part).reduce((total, { gzipBytes }) => total + gzipBytes, 0) /
    1000;
  return [
    limitRow({
      name: "first load of the page, script gzipped",
      value: sum("page"),
      unit: "kB",
      most,
      runs: scripts.map(({ path, gzipBytes, part }) => `${part} ${Math.round(gzipBytes / 1000)} kB ${path}`),
    }),
  ];
}
