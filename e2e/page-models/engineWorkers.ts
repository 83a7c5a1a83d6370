import type { Page, Worker } from "@playwright/test";

/** Watches the workers of a page from before it opens; the first one that the app starts is its engine. */
export interface EngineWorkers {
  /** Ends the engine's worker from within, as a crash would. */
  killEngine(): Promise<void>;
  /** Ends DuckDB's own worker, which the engine's worker started. */
  killDuckDb(): Promise<void>;
  /** Ends the thread that reads files ahead, once it is there. */
  killReader(): Promise<void>;
}

/** Call before the page is opened, and again after each restart to aim at the new engine. */
export function watchEngineWorkers(page: Page): EngineWorkers {
  const engines: Worker[] = [];
  const duckDbs: Worker[] = [];
  const isReader = (worker: Worker) => /\/reader-[^/]*$/.test(worker.url());
  const reader = page.waitForEvent("worker", { predicate: isReader, timeout: 0 });
  // A test that ends without one waits for none.
  reader.catch(() => undefined);
  page.on("worker", (worker) => {
    if (worker.url().includes("duckdb")) duckDbs.push(worker);
    else if (worker.url().startsWith("http")) engines.push(worker);
  });
  const kill = async (worker: Worker | undefined) => {
    if (!worker) throw new Error("The page has started no such worker.");
    const gone = worker.waitForEvent("close");
    // The call may end with its worker: its own answer says nothing.
    worker.evaluate(() => self.close()).catch(() => undefined);
    await gone;
  };
  return {
    killEngine: () => kill(engines[0]),
    killDuckDb: () => kill(duckDbs[0]),
    killReader: async () => kill(await reader),
  };
}
