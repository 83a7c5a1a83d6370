import type { BrowserContext, Page } from "playwright";
import { wasmMemory } from "../../bench/wasmMemory.mjs";
import type { Receipt } from "../../lib/engine/protocol.ts";
import { type AppSite, receiptProblem } from "../app/BrowserLoader.ts";
import { askAlive, openNotebook } from "../app/inPage.ts";
import { within } from "../app/within.ts";

export interface BigFile {
  path: string;
  rows: number;
  bytes: number;
}

/** What was seen, one sentence each; `failed` names what should have been otherwise. */
export interface BigScore {
  told: string[];
  failed: string[];
}

const hourMs = 3_600_000;
const mostHeapBytes = 500e6;

const notebook = `---
eider: 1
title: Soak
---

\`\`\`sql name=alive
select 1 as alive
\`\`\`

\`\`\`sql name=counted
select count(*) as n from big
\`\`\`

\`\`\`sql name=grouped
select kind, count(*) as n, sum(amount) as total from big group by kind order by kind
\`\`\`

\`\`\`sql name=filtered
select event_id, ts, vendor_name, amount from big where kind = 'refund' and user_id < 2500
\`\`\`
`;

/**
 * A file far larger than the memory, added from its handle: counted, grouped, and exported filtered to Parquet, with
 * progress, a Stop that works, and a small heap.
 */
export async function soakBigCsv(site: AppSite, context: BrowserContext, file: BigFile): Promise<BigScore> {
  const memory = await wasmMemory(context);
  const page = await openWith(site);
  const score: BigScore = { told: [], failed: [] };
  const check = (isSo: boolean, what: string) => {
    (isSo ? score.told : score.failed).push(what);
  };
  const timed = async <T>(what: string, promise: Promise<T>): Promise<T> => {
    const startedAt = Date.now();
    const value = await within(hourMs, what, promise);
    score.told.push(`${what}: ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
    return value;
  };

  const loads = watchProgress(page, "Loading");
  const receipt = await timed("loading", addFromDisk(page, file.path));
  if (receipt.error !== null) return { ...score, failed: [`refused: ${receipt.error}`] };
  const wrong = receiptProblem(receipt, file.rows);
  check(wrong === null, wrong ?? `all ${file.rows} rows are accounted for`);
  check((await loads.stop()) > 2, "progress of the load was seen to move");

  await timed("counting", page.evaluate(run, "counted"));
  const counted = await page.evaluate(firstRows, "counted");
  check(counted[0]?.[0] === String(file.rows), `counted ${counted[0]?.[0]} rows`);

  const runs = watchProgress(page, "Progress of the run");
  const grouping = timed("grouping", page.evaluate(run, "grouped"));
  const cell = page.getByRole("group", { name: "Cell grouped", exact: true });
  const isShown = await cell
    .getByText(/^Running/)
    .first()
    .waitFor({ timeout: 20_000 })
    .then(
      () => true,
      () => false,
    );
  check(isShown, "the cell says that it runs");
  await grouping;
  // DuckDB tells no share of a query over a file; the day that it does, this will say so.
  score.told.push(`the run showed ${await runs.stop()} different shares`);
  const groups = await page.evaluate(firstRows, "grouped");
  const total = groups.reduce((sum, [, n]) => sum + Number(n), 0);
  check(total === file.rows, `the groups hold ${total} rows`);

  const stopped = page.evaluate(run, "grouped");
  await new Promise((settle) => setTimeout(settle, 3_000));
  const stopAt = Date.now();
  await page.evaluate(() => window.eider?.stop());
  await within(30_000, "the stopped run", stopped);
  const stopMs = Date.now() - stopAt;
  check(stopMs < 5_000, `Stop took ${stopMs} ms`);
  const answer = await within(60_000, "a query after Stop", page.evaluate(askAlive));
  check(answer === "1", `after Stop the engine answers ${answer}`);

  await timed("filtering", page.evaluate(run, "filtered"));
  const exported = await timed("exporting to Parquet", page.evaluate(exportSize, "filtered"));
  check(
    exported.magic === "PAR1" && exported.rows > 0,
    `${exported.rows} rows in ${exported.bytes} bytes of Parquet`,
  );

  const heap = await memory.largestBytes(page);
  check(heap < mostHeapBytes, `the engine's heap is ${(heap / 1e6).toFixed(0)} MB`);
  await page.close();
  return score;
}

const chosenColumns = ["event_id", "amount"];

/** The same notebook with a source that keeps two columns of some rows. */
const choosing = notebook.replace(
  "title: Soak\n",
  `title: Soak\nsources:\n  big: ${JSON.stringify({
    location: "file:big.ndjson",
    options: { columns: chosenColumns, where: "kind = 'refund'" },
  })}\n`,
);

/**
 * NDJSON larger than the memory: it loads whole, or is refused with words, and the engine answers afterwards. With a
 * choice of columns and rows it streams through, and the heap stays small.
 */
export async function soakBigNdjson(
  site: AppSite,
  context: BrowserContext,
  file: BigFile,
): Promise<BigScore> {
  const score: BigScore = { told: [], failed: [] };
  const whole = await loadNdjson(site, notebook, file);
  if (whole.receipt.error !== null)
    score.told.push(`refused after ${whole.seconds} s: ${whole.receipt.error}`);
  else {
    const wrong = receiptProblem(whole.receipt, file.rows);
    if (wrong === null) score.told.push(`loaded in ${whole.seconds} s`);
    else score.failed.push(wrong);
  }
  if (whole.answer !== "1") score.failed.push(`afterwards the engine answers: ${whole.answer}`);
  await whole.page.close();

  const memory = await wasmMemory(context);
  const { receipt, seconds, answer, page } = await loadNdjson(site, choosing, file);
  const { loaded, error } = receipt;
  if (error !== null) score.failed.push(`with a choice of columns and rows it was refused: ${error}`);
  else {
    await page.evaluate(run, "counted");
    const [[counted] = []] = await page.evaluate(firstRows, "counted");
    const what = `with a choice of columns and rows ${loaded} of ${file.rows} rows in ${seconds} s`;
    const isSo = counted === String(loaded) && loaded > 0 && loaded < file.rows && answer === "1";
    (isSo ? score.told : score.failed).push(what);
    const heap = await memory.largestBytes(page);
    const told = `the engine's heap is ${(heap / 1e6).toFixed(0)} MB`;
    (heap < mostHeapBytes ? score.told : score.failed).push(told);
  }
  await page.close();
  return score;
}

async function loadNdjson(site: AppSite, text: string, file: BigFile) {
  const page = await openWith(site, text);
  const startedAt = Date.now();
  const receipt = await within(hourMs, "loading", addFromDisk(page, file.path));
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
  const answer = await within(60_000, "a query after it", page.evaluate(askAlive)).catch(String);
  return { page, receipt, seconds, answer };
}

async function openWith(site: AppSite, text = notebook): Promise<Page> {
  const page = await site.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => "eider" in globalThis);
  await page.evaluate(openNotebook, text);
  await page.evaluate(askAlive);
  return page;
}

/** Adds a file of this machine by its handle, as the picker would: its bytes are never sent. */
async function addFromDisk(page: Page, path: string): Promise<Receipt> {
  await page.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    input.id = "soak-file";
    document.body.append(input);
  });
  await page.locator("#soak-file").setInputFiles(path);
  return page.evaluate(async () => {
    const input = document.querySelector("#soak-file");
    const file = input instanceof HTMLInputElement ? input.files?.[0] : undefined;
    const [receipt] = file ? ((await window.eider?.addFiles([file])) ?? []) : [];
    if (!receipt) throw new Error("no receipt came back");
    return receipt;
  });
}

async function run(name: string): Promise<void> {
  await window.eider?.run(name);
  const cell = window.eider?.cells().find((each) => each.name === name);
  if (cell?.run === "failed" || cell?.run === "blocked") throw new Error(`${name}: ${cell.error}`);
}

async function firstRows(name: string): Promise<(string | null)[][]> {
  return (await window.eider?.rows(name, { offset: 0, limit: 100 })) ?? [];
}

async function exportSize(name: string): Promise<{ rows: number; bytes: number; magic: string }> {
  const { eider } = window;
  if (!eider) throw new Error("The page has no window.eider.");
  const blob = await eider.export(name, { format: "parquet" });
  const magic = await blob.slice(0, 4).text();
  return { rows: (await eider.relation(name)).rows, bytes: blob.size, magic };
}

/** Counts the different values that a progress bar shows, until it is stopped. */
function watchProgress(page: Page, label: string): { stop(): Promise<number> } {
  const seen = new Set<string>();
  const bar = page.getByRole("progressbar", { name: label, exact: true }).first();
  const timer = setInterval(() => {
    void bar
      .evaluate((element) => (element instanceof HTMLProgressElement ? element.value : 0), null, {
        timeout: 300,
      })
      .then((value) => seen.add(String(value)))
      .catch(() => undefined);
  }, 500);
  return {
    stop: async () => {
      clearInterval(timer);
      return seen.size;
    },
  };
}
