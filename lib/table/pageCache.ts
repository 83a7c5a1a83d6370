import type { EngineError, Outcome } from "../engine/protocol.ts";
import { decodeTextPage, type TextPage } from "./textPage.ts";

/** Asks the engine for rows `offset` to `offset + limit - 1` as Arrow IPC of text columns. */
export type FetchPage = (offset: number, limit: number) => Promise<Outcome<Uint8Array>>;

/** How a call to `load` ended; `dropped` means that newer loads or an abort made it pointless. */
export type LoadEnd = { status: "loaded" | "dropped" } | { status: "failed"; error: EngineError };

export interface PageCacheOptions {
  rowCount: number;
  /** Rows a page; 500 unless told. */
  pageRows?: number;
  /** Pages kept; the least recently used goes first; 60 unless told. */
  maxPages?: number;
  /** Requests under way at a time; 2 unless told, so that a far jump never waits behind many. */
  maxInFlight?: number;
  /** Pages waiting to be asked for; older ones are dropped; 8 unless told. */
  maxQueued?: number;
}

/** A page kept; one sent along with its result may hold fewer rows than a page has, and is then asked for again. */
interface Kept {
  page: TextPage;
  complete: boolean;
}

interface Waiter {
  missing: Set<number>;
  end(how: LoadEnd): void;
}

/** Pages of one result, as the grid reads them: asked for once, kept while used, dropped when scrolled past. */
export class PageCache {
  /** Least recently used first. */
  private readonly pages = new Map<number, Kept>();
  private readonly inFlight = new Set<number>();
  /** Newest wish last; it is served first. */
  private queue: number[] = [];
  private readonly waiters = new Set<Waiter>();
  private readonly listeners = new Set<() => void>();
  private readonly pageRows: number;
  private readonly maxPages: number;
  private readonly maxInFlight: number;
  private readonly maxQueued: number;
  readonly rowCount: number;
  /** How many pages were asked for so far. */
  requests = 0;

  constructor(
    private readonly fetchPage: FetchPage,
    options: PageCacheOptions,
  ) {
    this.rowCount = options.rowCount;
    this.pageRows = options.pageRows ?? 500;
    this.maxPages = options.maxPages ?? 60;
    this.maxInFlight = options.maxInFlight ?? 2;
    this.maxQueued = options.maxQueued ?? 8;
  }

  /** Rows that arrived with the result itself, from row 0 on; they may be fewer than a page. */
  seed(ipc: Uint8Array): void {
    const page = decodeTextPage(ipc);
    const complete = page.rows >= Math.min(this.pageRows, this.rowCount);
    if (page.rows > 0 && !this.pages.has(0)) this.keep(0, { page, complete });
  }

  /** A cell's text, null for NULL, undefined while its page is not here. */
  cell(row: number, column: number): string | null | undefined {
    const index = Math.floor(row / this.pageRows);
    const page = this.pages.get(index)?.page;
    const at = row - index * this.pageRows;
    return page && at < page.rows ? page.cell(at, column) : undefined;
  }

  /** Called whenever a page has arrived; answers how to stop listening. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Makes rows `from` to `to - 1` readable by `cell`. Never rejects. */
  load(from: number, to: number, signal?: AbortSignal): Promise<LoadEnd> {
    const missing = new Set<number>();
    const end = Math.min(to, this.rowCount);
    for (let index = Math.floor(Math.max(0, from) / this.pageRows); index * this.pageRows < end; index++) {
      const kept = this.pages.get(index);
      if (kept && (kept.complete || end <= index * this.pageRows + kept.page.rows)) this.keep(index, kept);
      else missing.add(index);
    }
    if (missing.size === 0) return Promise.resolve({ status: "loaded" });
    if (signal?.aborted) return Promise.resolve({ status: "dropped" });
    return new Promise((resolve) => {
      const waiter: Waiter = {
        missing,
        end: (how) => {
          this.waiters.delete(waiter);
          signal?.removeEventListener("abort", abort);
          resolve(how);
        },
      };
      const abort = () => {
        waiter.end({ status: "dropped" });
        this.forgetUnwanted();
      };
      signal?.addEventListener("abort", abort);
      this.waiters.add(waiter);
      this.enqueue([...missing].reverse());
      this.pump();
    });
  }

  private enqueue(pages: number[]): void {
    const waiting = pages.filter((index) => !this.inFlight.has(index));
    this.queue = [...this.queue.filter((index) => !waiting.includes(index)), ...waiting];
    while (this.queue.length > Math.max(this.maxQueued, waiting.length)) {
      const index = this.queue.shift();
      for (const waiter of [...this.waiters]) {
        if (index !== undefined && waiter.missing.has(index)) waiter.end({ status: "dropped" });
      }
    }
    this.forgetUnwanted();
  }

  private forgetUnwanted(): void {
    this.queue = this.queue.filter((index) => [...this.waiters].some((waiter) => waiter.missing.has(index)));
  }

  private pump(): void {
    while (this.inFlight.size < this.maxInFlight) {
      const index = this.queue.pop();
      if (index === undefined) return;
      void this.request(index);
    }
  }

  private async request(index: number): Promise<void> {
    this.inFlight.add(index);
    this.requests++;
    const first = index * this.pageRows;
    const outcome = await this.ask(first, Math.min(this.pageRows, this.rowCount - first));
    this.inFlight.delete(index);
    if (outcome.ok) this.keep(index, { page: outcome.value, complete: true });
    for (const waiter of [...this.waiters]) {
      if (!waiter.missing.has(index)) continue;
      if (!outcome.ok) waiter.end({ status: "failed", error: outcome.error });
      else {
        waiter.missing.delete(index);
        if (waiter.missing.size === 0) waiter.end({ status: "loaded" });
      }
    }
    this.forgetUnwanted();
    this.pump();
    if (outcome.ok) for (const listener of [...this.listeners]) listener();
  }

  private async ask(offset: number, limit: number): Promise<Outcome<TextPage>> {
    try {
      const answer = await this.fetchPage(offset, limit);
      return answer.ok ? { ok: true, value: decodeTextPage(answer.value) } : answer;
    } catch (problem) {
      const message = `Rows from ${offset + 1} on could not be read: ${problem instanceof Error ? problem.message : problem}`;
      return { ok: false, error: { code: "internal", message } };
    }
  }

  private keep(index: number, kept: Kept): void {
    this.pages.delete(index);
    this.pages.set(index, kept);
    for (const oldest of this.pages.keys()) {
      if (this.pages.size <= this.maxPages) break;
      this.pages.delete(oldest);
    }
  }
}
