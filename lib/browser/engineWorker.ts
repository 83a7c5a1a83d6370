import { beginWorker } from "./beginWorker.ts";
import { type CompiledDuck, onCompiledDuck } from "./compiledDuck.ts";
import { endOf, newLockName } from "./workerLife.ts";

/** The engine's worker as it began, with what it said before anyone connected to it. */
export interface EngineWorker {
  worker: Worker;
  /** Settles when it is gone, however it ended; see workerLife.ts. */
  ended: Promise<void>;
  /** Settles with the message of its first error; never where there is none. */
  failed: Promise<string>;
}

/** The engine worker's first message. */
export interface EngineGreeting {
  /** The lock that the worker is to hold for as long as it lives. */
  lockName: string;
  /** The address below which the app's files lie. */
  baseUrl: string;
  /** DuckDB, where an earlier engine of this page compiled it. */
  duck: CompiledDuck | null;
}

/**
 * What the page's first script leaves for the application: where the engine's script lies, the worker that it started
 * from there, and what that compiled, for the next. The build writes that script into the page; see bin/build/buildEngine.mjs.
 */
export interface EngineStart {
  url: string;
  early: Promise<EngineWorker> | null;
  duck: CompiledDuck | null;
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
export function startEngineWorker(start: EngineStart): Promise<EngineWorker> {
  return beginWorker(() => {
    const lockName = newLockName("engine");
    const worker = new Worker(start.url, { type: "module" });
    const failed = new Promise<string>((resolve) => {
      worker.addEventListener("error", (event) => resolve(event.message), { once: true });
    });
    onCompiledDuck(worker, (duck) => {
      start.duck = duck;
    });
    const ended = endOf(worker, lockName);
    const { duck } = start;
    worker.postMessage({ lockName, baseUrl: appBaseUrl(), duck } satisfies EngineGreeting);
    return { worker, ended, failed };
  });
}
