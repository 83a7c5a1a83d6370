import type { Page } from "playwright";
import type { Column, Receipt } from "../../lib/engine/protocol.ts";
import { BrokenLoad, problemText } from "../score.ts";
import { addBytes, askAlive, openNotebook, readRelation } from "./inPage.ts";
import { type ReadWish, suiteNotebook } from "./suiteNotebook.ts";
import { within } from "./within.ts";

/** Where the built app is, and pages to open it in. */
export interface AppSite {
  url: string;
  newPage: () => Promise<Page>;
  /** What a file may take before it counts as hanging; 10,000 ms where it is not said. */
  limitMs?: number;
}

export interface GivenBytes {
  name: string;
  bytes: Uint8Array;
}

export interface LoadWish extends ReadWish {
  /** How many rows to bring; all where it is not said. */
  maxRows?: number;
}

/** One relation that a file made. */
export interface LoadedRelation {
  receipt: Receipt;
  columns: Column[];
  rowCount: number;
  rows: (string | null)[][];
}

/** A file that the app refused: the receipt's own words. */
export class Refusal extends Error {
  override name = "Refusal";

  constructor(readonly receipt: Receipt) {
    super(receipt.error ?? "refused without a word");
  }
}

/** A notebook is left for a fresh one after so many files, as its list of sources should not grow for ever. */
const filesANotebook = 20;
const pageRows = 2_000;
const startMs = 60_000;

/** Loads files through the built app, one after the other, in one page; a page that is lost is replaced. */
export class BrowserLoader {
  private page: Page | null = null;
  private filesSince = 0;
  private isFresh = false;
  private readonly limitMs: number;
  /** Why the app could not be opened any more; all later loads fail, which says nothing of their files. */
  gone: string | null = null;
  /** How often a page had to be replaced because a file hung it or ended its engine. */
  lost = 0;
  /** The longest load so far, and of what. */
  slowest = { name: "", elapsedMs: 0 };

  constructor(private readonly site: AppSite) {
    this.limitMs = site.limitMs ?? 10_000;
  }

  /**
   * Every relation that a file makes. Throws a Refusal where the app refused the file (or the first of its parts), and a
   * BrokenLoad for what no file may do.
   */
  async loadAll(file: GivenBytes, wish: LoadWish = {}): Promise<LoadedRelation[]> {
    try {
      return await this.tryLoad(file, wish);
    } catch (problem) {
      if (problem instanceof Refusal) throw problem;
      await this.leavePage();
      if (problem instanceof BrokenLoad) throw problem;
      throw new BrokenLoad(problemText(problem));
    }
  }

  /** As `loadAll`, the only or first relation. */
  async load(file: GivenBytes, wish: LoadWish = {}): Promise<LoadedRelation> {
    const [first] = await this.loadAll(file, wish);
    if (!first) throw new BrokenLoad("no receipt came back");
    return first;
  }

  async close(): Promise<void> {
    const { page } = this;
    this.page = null;
    await page?.close();
  }

  private async tryLoad({ name, bytes }: GivenBytes, wish: LoadWish): Promise<LoadedRelation[]> {
    const page = await this.readyPage(name, wish);
    const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
    const added = await within(this.limitMs, "the load", page.evaluate(addBytes, { name, base64 }));
    const { receipts, elapsedMs } = added;
    if (elapsedMs > this.slowest.elapsedMs) this.slowest = { name, elapsedMs };
    const relations: LoadedRelation[] = [];
    for (const receipt of receipts) {
      if (receipt.error !== null || receipt.relation === null) continue;
      const wanted = { name: receipt.relation, maxRows: wish.maxRows ?? Number.MAX_SAFE_INTEGER, pageRows };
      const read = await within(60_000, "reading the rows", page.evaluate(readRelation, wanted));
      const wrong = receiptProblem(receipt, read.rowCount);
      if (wrong !== null) throw new BrokenLoad(wrong);
      relations.push({ receipt, ...read });
    }
    // Rows that came are an answer.
    if (relations.length === 0) {
      const answer = await within(this.limitMs, "a load after it", page.evaluate(askAlive));
      if (answer !== "1") throw new BrokenLoad(`the engine answers no more: ${answer}`);
    }
    const [first] = receipts;
    if (!first) throw new BrokenLoad("no receipt came back");
    if (first.error !== null) {
      if (first.error.trim().length < 15) throw new BrokenLoad(`refused with only "${first.error}"`);
      throw new Refusal(first);
    }
    return relations;
  }

  /** A page whose notebook reads a file of this name as wished. */
  private async readyPage(name: string, wish: LoadWish): Promise<Page> {
    const { format, options } = wish;
    const isPlain = format === undefined && options === undefined;
    const page = this.page ?? (await this.openPage());
    if (!isPlain || !this.isFresh || this.filesSince >= filesANotebook) {
      const text = suiteNotebook(name, { ...(format && { format }), ...(options && { options }) });
      await within(this.limitMs, "opening a notebook", page.evaluate(openNotebook, text));
      this.filesSince = 0;
      this.isFresh = isPlain;
    }
    this.filesSince += 1;
    return page;
  }

  private async openPage(): Promise<Page> {
    try {
      const page = await this.site.newPage();
      this.page = page;
      this.isFresh = false;
      await page.goto(this.site.url);
      await page.waitForFunction(() => "eider" in globalThis);
      // The engine's own start is no file's doing.
      await page.evaluate(openNotebook, suiteNotebook());
      await within(startMs, "the engine's start", page.evaluate(askAlive));
      return page;
    } catch (problem) {
      this.gone = problemText(problem);
      throw problem;
    }
  }

  private async leavePage(): Promise<void> {
    this.lost += 1;
    const { page } = this;
    this.page = null;
    // A page whose thread is busy for ever is closed all the same, but may never say so.
    if (page) await Promise.race([page.close(), new Promise((settle) => setTimeout(settle, 5_000))]);
  }
}

/** What is wrong with the counts of a receipt; null where they add up. */
export function receiptProblem(receipt: Receipt, rowCount: number): string | null {
  const { rows, loaded, rejected, exact } = receipt;
  if (!exact) return `the final receipt is not exact: ${rows} rows`;
  if (rows !== loaded + rejected) {
    return `the receipt does not add up: ${rows} rows are not ${loaded} loaded and ${rejected} rejected`;
  }
  return rowCount === loaded
    ? null
    : `the receipt speaks of ${loaded} loaded rows, the relation has ${rowCount}`;
}
