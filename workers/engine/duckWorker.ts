import { beginWorker } from "../../lib/browser/beginWorker.ts";
import { lifeEnds, newLockName } from "../../lib/browser/workerLife.ts";

/** DuckDB's version, which names the folder that its files lie in (see bin/build/copyAssets.mjs). */
export const duckdbVersion = "1.32.0";

/** DuckDB's own worker, and how to learn that it ended. */
export interface DuckWorker {
  worker: Worker;
  ends(): Promise<void>;
}

/** Starts DuckDB's own worker, which takes a while to read its script. */
export function startDuckWorker(baseUrl: string): Promise<DuckWorker> {
  return beginWorker(() => {
    const lockName = newLockName("duckdb");
    const url = new URL("duckdb-alive.js", baseUrl);
    url.searchParams.set("lock", lockName);
    url.searchParams.set("version", duckdbVersion);
    return { worker: new Worker(url), ends: () => lifeEnds(lockName) };
  });
}
