import type { Page, Worker } from "playwright";
import { type AppSite, receiptProblem } from "../app/BrowserLoader.ts";
import { askAlive, openNotebook } from "../app/inPage.ts";
import { suiteNotebook } from "../app/suiteNotebook.ts";
import { within } from "../app/within.ts";
import { type Failure, problemText } from "../score.ts";
import { seededRandom } from "../seededRandom.mjs";

export interface KillRun {
  count: number;
  seed: number;
}

const rows = 400_000;
const longestWaitMs = 600;

/**
 * Ends the engine's worker, or DuckDB's own, at any moment of a load. The load must settle, and after one click on
 * Restart the engine answers and the file is there again, whole.
 */
export async function soakKills(site: AppSite, { count, seed }: KillRun): Promise<Failure[]> {
  const random = seededRandom(seed);
  const failures: Failure[] = [];
  for (let each = 0; each < count; each++) {
    const victim = random() < 0.5 ? "engine" : "DuckDB";
    const afterMs = Math.floor(random() * longestWaitMs);
    const page = await site.newPage();
    const problem = await killOnce(page, site.url, victim, afterMs).then(() => null, problemText);
    if (problem !== null) failures.push({ file: `${victim} ended after ${afterMs} ms`, problem });
    await page.close();
  }
  return failures;
}

async function killOnce(
  page: Page,
  url: string,
  victim: "engine" | "DuckDB",
  afterMs: number,
): Promise<void> {
  const workers: Worker[] = [];
  page.on("worker", (worker) => workers.push(worker));
  await page.goto(url);
  await page.waitForFunction(() => "eider" in globalThis);
  await page.evaluate(openNotebook, suiteNotebook());
  // The engine is there before its worker is aimed at.
  await page.evaluate(askAlive);
  const loading = page.evaluate(addRows, rows);
  await new Promise((settle) => setTimeout(settle, afterMs));
  const target = workers.find((worker) => worker.url().includes("duckdb") === (victim === "DuckDB"));
  if (!target) throw new Error(`the page has no worker of ${victim}`);
  // The call may end with its worker: its own answer says nothing.
  target.evaluate(() => self.close()).catch(() => undefined);
  const receipt = await within(20_000, "the load whose engine went", loading);
  if (receipt.error === null) {
    const wrong = receiptProblem(receipt, rows);
    if (wrong !== null) throw new Error(wrong);
  }
  await page.getByRole("button", { name: "Restart engine", exact: true }).first().click();
  const answer = await within(60_000, "a query after the restart", page.evaluate(askAlive));
  if (answer !== "1") throw new Error(`after the restart: ${answer}`);
  // The engine answers before it has loaded the file again.
  await page.waitForFunction(hasRows, rows, { timeout: 60_000 }).catch(async () => {
    throw new Error(`after the restart the file has ${await page.evaluate(rowsOrNone)} rows`);
  });
}

/** Runs in the page: whether the file has so many rows by now. */
async function hasRows(count: number): Promise<boolean> {
  const relation = await window.eider?.relation("killed").catch(() => null);
  return relation?.rows === count;
}

/** Runs in the page. */
async function rowsOrNone(): Promise<number | null> {
  const relation = await window.eider?.relation("killed").catch(() => null);
  return relation?.rows ?? null;
}

/** Runs in the page: adds a file of so many rows; its receipt. */
async function addRows(count: number) {
  const lines = Array.from({ length: count }, (_, row) => `${row},name ${row % 977},${row / 8}\n`);
  const [receipt] =
    (await window.eider?.addFiles([new File(["n,name,share\n", ...lines], "killed.csv")])) ?? [];
  if (!receipt) throw new Error("no receipt came back");
  return receipt;
}
