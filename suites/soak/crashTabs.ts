import type { Page } from "playwright";
import type { AppSite } from "../app/BrowserLoader.ts";
import { openNotebook } from "../app/inPage.ts";
import { within } from "../app/within.ts";
import { type Failure, problemText } from "../score.ts";
import { seededRandom } from "../seededRandom.mjs";
import { lostByCrash, type SeenText } from "./lostByCrash.ts";

declare global {
  interface Window {
    heldUpMs?: () => number;
  }
}

export interface CrashRun {
  count: number;
  seed: number;
  /** How many notebooks are worked on at a time, each in a tab of its own. */
  tabs: number;
}

const longestMs = 1_500;
const limitMs = 30_000;
const names = ["a", "b", "c"];
const text = names.map((name) => `\`\`\`sql name=${name}\nselect '${name}' as n\n\`\`\`\n`).join("\n");

/**
 * Kills tabs at any moment while cells are typed in, run and moved. Whatever was edited a second before or earlier has to
 * be there when the notebook is opened again, and the notebook has to read as one.
 */
export async function crashTabs(site: AppSite, { count, seed, tabs }: CrashRun): Promise<Failure[]> {
  const failures: Failure[] = [];
  let left = count;
  const work = async (tab: number) => {
    const random = seededRandom(seed * 7_919 + tab * 104_729);
    let page: Page | null = null;
    while (left-- > 0) {
      const afterMs = Math.floor(random() * longestMs);
      try {
        page = await crashOnce(site, page ?? (await begun(site)), afterMs, random);
      } catch (thrown) {
        failures.push({ file: `a tab that ended after ${afterMs} ms`, problem: problemText(thrown) });
        page = null;
      }
    }
    await page?.close();
  };
  await Promise.all(Array.from({ length: tabs }, (_, tab) => work(tab)));
  return failures;
}

/** A page with a notebook that was kept once, so that its address leads back to it. */
async function begun(site: AppSite): Promise<Page> {
  const page = await opened(site, site.url);
  await page.evaluate(openNotebook, text);
  await page.getByText("Saved", { exact: true }).waitFor({ timeout: limitMs });
  return page;
}

/** Works on the notebook of a page, kills its tab, and looks at what is left; answers the page with what is left. */
async function crashOnce(site: AppSite, page: Page, afterMs: number, random: () => number): Promise<Page> {
  const there = page.url();
  const client = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash", { timeout: limitMs });
  const seen: SeenText[] = [await look(page)];
  let isOver = false;
  const working = (async () => {
    while (!isOver) {
      await edit(page, random);
      seen.push(await look(page));
    }
  })();
  // The tab goes while it works: every call that waits then fails, and that is meant.
  working.catch(() => undefined);
  await new Promise((settle) => setTimeout(settle, afterMs));
  const crash = await page.evaluate(() => ({
    atMs: performance.now(),
    heldUpMs: window.heldUpMs?.() ?? 0,
    said: document.querySelector("header")?.textContent ?? "",
  }));
  isOver = true;
  client.send("Page.crash").catch(() => undefined);
  await crashed;
  await page.close();

  const again = await opened(site, there);
  const restored = (await look(again)).text;
  const cells = await again.evaluate(() => window.eider?.cells().map(({ name }) => name) ?? []);
  if (cells.sort().join() !== names.join()) throw new Error(`its cells are ${cells.join(", ") || "gone"}`);
  const lost = lostByCrash(seen, crash, restored);
  if (lost !== null) throw new Error(`${lost}; at the end it said: ${crash.said}`);
  return again;
}

async function opened(site: AppSite, address: string): Promise<Page> {
  const page = await site.newPage();
  await page.goto(address, { waitUntil: "commit" });
  await within(
    limitMs,
    "opening",
    page.waitForFunction(() => window.eider !== undefined),
  );
  await page.evaluate(timeWrites);
  return page;
}

/**
 * Runs in the page: takes the time that the device needs to write, by what the page says of it, and the longest that the
 * page waits for its turn, in which no timer of its own comes.
 */
function timeWrites(): void {
  let since: number | null = null;
  let longestMs = 0;
  const turnMs = 50;
  let turnAt = performance.now();
  let waitedMs = 0;
  const turn = () => {
    waitedMs = Math.max(waitedMs, performance.now() - turnAt - turnMs);
    turnAt = performance.now();
  };
  setInterval(turn, turnMs);
  const look = () => {
    const isWriting = document.querySelector("header")?.textContent.includes("Saving…") ?? false;
    if (since !== null) longestMs = Math.max(longestMs, performance.now() - since);
    if (!isWriting) since = null;
    else since ??= performance.now();
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  window.heldUpMs = () => {
    look();
    turn();
    return longestMs + waitedMs;
  };
}

function look(page: Page): Promise<SeenText> {
  return page.evaluate(() => ({ text: window.eider?.text() ?? "", atMs: performance.now() }));
}

let marks = 0;

/** Types a mark that was never typed before, runs a cell or moves one: at most one change of the text. */
async function edit(page: Page, random: () => number): Promise<void> {
  const name = names[Math.floor(random() * names.length)] ?? "a";
  const what = random();
  const { keyboard } = page;
  if (what < 0.6) {
    await page.getByRole("textbox", { name: `Source of ${name}`, exact: true }).focus();
    await keyboard.press("Control+End");
    await keyboard.insertText(` --${++marks}`);
    return;
  }
  await page.getByRole("group", { name: `Cell ${name}`, exact: true }).focus();
  if (what < 0.8) await keyboard.press("Control+Enter");
  else await keyboard.press(what < 0.9 ? "Control+Shift+ArrowDown" : "Control+Shift+ArrowUp");
}
