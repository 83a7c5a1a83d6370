import { newLockName } from "./workerLife.ts";

/** The engine's worker as it was started, with what it said before anyone connected to it. */
export interface EngineWorker {
  worker: Worker;
  /** The lock that the worker holds for as long as it lives; see workerLife.ts. */
  lockName: string;
  /** Settles when it holds the lock. */
  alive: Promise<void>;
  /** Settles with the message of its first error; never where there is none. */
  failed: Promise<string>;
}

/**
 * What the page's first script leaves for the application: where the engine's script lies, and the worker that it
 * started from there. The build writes that script into the page; see bin/build/buildEngine.mjs.
 */
export interface EngineStart {
  url: string;
  early: EngineWorker | null;
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
export function startEngineWorker(url: string): EngineWorker {
  const lockName = newLockName("engine");
  const worker = new Worker(url, { type: "module" });
  const alive = new Promise<void>((resolve) => {
    worker.addEventListener("message", function onLife(event: MessageEvent) {
      if (event.data !== "alive") return;
      worker.removeEventListener("message", onLife);
      resolve();
    });
  });
  const failed = new Promise<string>((resolve) => {
    worker.addEventListener("error", (event) => resolve(event.message), { once: true });
  });
  worker.postMessage({ lockName, baseUrl: appBaseUrl() });
  return { worker, lockName, alive, failed };
}
