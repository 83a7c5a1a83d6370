import type { EngineError, Outcome } from "../engine/protocol.ts";
import type { ConversionRequest, Conversions, ReadNotebook } from "../formats/convert/conversion.ts";
import type { WrittenNotebook } from "../formats/writeNotebook.ts";
import { lifeEnds, newLockName } from "./workerLife.ts";

const ended: EngineError = {
  code: "crashed",
  message: "The notebook was too much for its converter, which stopped.",
  hint: "Convert it with eider convert on the command line.",
};

/** The conversions in a thread of their own, one for each, at `url`. */
export function conversionsInWorker(url: string): Conversions {
  return {
    read: (format, text, title) => ask<ReadNotebook>(url, { type: "read", format, text, title }),
    write: (format, document, assetsText, results) =>
      ask<WrittenNotebook>(url, { type: "write", format, document, assetsText, results }),
  };
}

/** Starts the worker, asks it, and ends it with its answer; also one that dies has an answer. */
function ask<T>(url: string, request: ConversionRequest): Promise<Outcome<T>> {
  const lockName = newLockName("formats");
  const worker = new Worker(`${url}?lock=${lockName}`);
  return new Promise<Outcome<T>>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<"ready" | { outcome: Outcome<T> }>) => {
      if (data !== "ready") return resolve(data.outcome);
      void lifeEnds(lockName).then(() => resolve({ ok: false, error: ended }));
      worker.postMessage(request);
    };
    worker.onerror = (event) => {
      const message = `The notebook could not be converted: ${event.message || "its converter was not there"}.`;
      resolve({ ok: false, error: { code: "internal", message, hint: "Reload the page and try again." } });
    };
    worker.addEventListener("error", (event) => event.preventDefault());
  }).finally(() => worker.terminate());
}
