import { beginWorker } from "./beginWorker.ts";
import { newLockName } from "./workerLife.ts";

/** The engine's worker as it began, with what it said before anyone connected to it. */
export interface EngineWorker {
  worker: Worker;
  /** The lock that the worker holds from its beginning for as long as it lives; see workerLife.ts. */
  lockName: string;
  /** Settles with the message of its first error; never where there is none. */
  failed: Promise<string>;
}

/**
 * What the page's first script leaves for the application: where the engine's script lies, and the worker that it
 * started from there. The build writes that script into the page; see bin/build/buildEngine.mjs.
 */
export interface EngineStart {
  url: string;
  early: Promise<EngineWorker> | null;
}

declare global {
  interface Window {
    eiderEngine?: EngineStart;
  }
}

/** The address below which the app's files lie. */
export function appBaseUrl(): string {
  return new URL("./", document.baseURI).href;
}

/** Starts the engine's worker; it begins to start DuckDB by itself. */
export function startEngineWorker(url: string): Promise<EngineWorker> {
  return beginWorker(() => {
    const lockName = newLockName("engine");
    const worker = new Worker(url, { type: "module" });
    const failed = new Promise<string>((resolve) => {
      worker.addEventListener("error", (event) => resolve(event.message), { once: true });
    });
    worker.postMessage({ lockName, baseUrl: appBaseUrl() });
    return { worker, lockName, failed };
  });
}
