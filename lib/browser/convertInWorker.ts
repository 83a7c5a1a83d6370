import type { EngineError, Outcome } from "../engine/protocol.ts";
import type { ConversionRequest, Conversions, ReadNotebook } from "../formats/convert/conversion.ts";
import type { WrittenNotebook } from "../formats/writeNotebook.ts";
import { beginWorker } from "./beginWorker.ts";
import { endOf, newLockName } from "./workerLife.ts";

const ended: EngineError = {
  code: "crashed",
  message: "The notebook was too much for its converter, which stopped.",
  hint: "Convert it with eider convert on the command line.",
};

/** The conversions in a thread of their own, one for each, at `url`. */
export function conversionsInWorker(url: string): Conversions {
  return {
    read: (format, text, title) => ask<ReadNotebook>(url, { type: "read", format, text, title }),
    write: (format, document, assetsText, results, live = null) =>
      ask<WrittenNotebook>(url, { type: "write", format, document, assetsText, results, live }),
  };
}

/** Starts the worker, asks it, and ends it with its answer; also one that dies has an answer. */
async function ask<T>(url: string, request: ConversionRequest): Promise<Outcome<T>> {
  const failed = (why: string): Outcome<T> => {
    const message = `The notebook could not be converted: ${why || "its converter was not there"}.`;
    return { ok: false, error: { code: "internal", message, hint: "Reload the page and try again." } };
  };
  try {
    const { worker, isOver } = await beginWorker(() => {
      const lockName = newLockName("formats");
      const worker = new Worker(`${url}?lock=${lockName}`);
      return { worker, isOver: endOf(worker, lockName) };
    });
    return await new Promise<Outcome<T>>((resolve) => {
      void isOver.then(() => resolve({ ok: false, error: ended }));
      worker.onmessage = ({ data }: MessageEvent<{ outcome: Outcome<T> }>) => resolve(data.outcome);
      worker.onerror = (event) => {
        event.preventDefault();
        resolve(failed(event.message));
      };
      worker.postMessage(request);
    }).finally(() => worker.terminate());
  } catch (thrown) {
    return failed(thrown instanceof Error ? thrown.message : String(thrown));
  }
}
