import * as Comlink from "comlink";
import { answerOfTheDead } from "../engine/answerOfTheDead.ts";
import type { EngineApi, EngineError } from "../engine/protocol.ts";
import { sentFiles } from "../remote/sentFiles.ts";
import { startEngineWorker } from "./engineWorker.ts";

/** A connected engine. After `kill`, or when its worker dies by itself, every waiting call settles as crashed. */
export interface EngineConnection {
  api: EngineApi;
  /** Settles once, with what is known, when the engine is gone. */
  died: Promise<EngineError>;
  kill(): void;
}

const crashed: EngineError = {
  code: "crashed",
  message: "The engine stopped while it was working.",
  hint: "Restart the engine: sources are attached again and the cells that are needed run again.",
};

/**
 * Connects to the engine that the page's first script started, or starts another, and puts a caller's face on it:
 * calls answer as they would inside one thread, except that a dead worker answers every one of them with a crash
 * instead of never.
 */
export function connectEngine(): EngineConnection {
  const start = window.eiderEngine;
  if (!start) throw new Error("This page was built without an engine.");
  const begun = start.early ?? startEngineWorker(start);
  start.early = null;
  let report: (error: EngineError) => void = () => undefined;
  const died = new Promise<EngineError>((resolve) => {
    report = resolve;
  });
  const fail = (message: string) => report({ ...crashed, message: `The engine failed: ${message}` });
  begun.then(
    ({ failed, ended }) => {
      void failed.then(fail);
      void ended.then(() => report(crashed));
    },
    (thrown: Error) => fail(thrown.message),
  );
  const remote = begun.then(
    ({ worker }) => ({ api: Comlink.wrap<EngineApi>(worker) }),
    // Told above, as the engine's death, which answers every call.
    () => new Promise<never>(() => undefined),
  );
  const api = new Proxy({} as EngineApi, {
    get:
      (_, method: keyof EngineApi) =>
      (...args: unknown[]) =>
        call(remote, method, args, died),
  });
  return {
    api,
    died,
    kill() {
      begun.then(({ worker }) => worker.terminate()).catch(() => undefined);
      report(crashed);
    },
  };
}

const takesFiles: ReadonlySet<keyof EngineApi> = new Set(["addSources", "inspect", "preview"]);

/** One call: functions go as proxies, ports and buffers as transfers, and death is an answer. */
async function call(
  remote: Promise<{ api: Comlink.Remote<EngineApi> }>,
  method: keyof EngineApi,
  args: unknown[],
  died: Promise<EngineError>,
): Promise<unknown> {
  const sent = args.map((arg) => {
    if (typeof arg === "function") return Comlink.proxy(arg as () => void);
    if (arg instanceof MessagePort) return Comlink.transfer(arg, [arg]);
    return takesFiles.has(method) ? sentFiles(arg) : arg;
  });
  const answer = remote.then(({ api }) => {
    const invoke = api[method] as unknown as (...all: unknown[]) => Promise<unknown>;
    return invoke(...sent);
  });
  const answerless = died.then((error) => answerOfTheDead(method, args, error));
  return Promise.race([answer, answerless]);
}
