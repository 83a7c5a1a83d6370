import { beginWorker } from "../../lib/browser/beginWorker.ts";
import { type CompiledDuck, onCompiledDuck } from "../../lib/browser/compiledDuck.ts";
import { endOf, newLockName } from "../../lib/browser/workerLife.ts";

/** DuckDB's version, which names the folder that its files lie in (see bin/build/copyAssets.mjs). */
export const duckdbVersion = "1.32.0";

/** DuckDB's own worker, and how to learn that it ended. */
export interface DuckWorker {
  worker: Worker;
  ends(): Promise<void>;
}

let compiledHere: CompiledDuck | null = null;

/**
 * Starts DuckDB's own worker, which takes a while to read its script. It compiles DuckDB, and `onCompiled` hears of that,
 * unless an earlier worker did.
 */
export function startDuckWorker(
  baseUrl: string,
  compiled: CompiledDuck | null = compiledHere,
  onCompiled: (duck: CompiledDuck) => void = () => undefined,
): Promise<DuckWorker> {
  compiledHere = compiled;
  return beginWorker(() => {
    const lockName = newLockName("duckdb");
    const url = new URL("duckdb-alive.js", baseUrl);
    url.searchParams.set("lock", lockName);
    url.searchParams.set("version", duckdbVersion);
    if (compiled) url.searchParams.set("compiled", "given");
    const worker = new Worker(url);
    if (compiled) worker.postMessage(compiled);
    onCompiledDuck(worker, (duck) => {
      compiledHere = duck;
      onCompiled(duck);
    });
    const end = endOf(worker, lockName);
    return { worker, ends: () => end };
  });
}
