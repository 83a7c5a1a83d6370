import type { FindWorker } from "../notebookFind/Finder.ts";
import type { FindAnswer } from "../notebookFind/findRequest.ts";

/** The thread that looks for regular expressions. */
export function startFindWorker(): FindWorker {
  const worker = new Worker(new URL("../../workers/find.worker.ts", import.meta.url), { type: "module" });
  const face: FindWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (request) => worker.postMessage(request),
    terminate: () => worker.terminate(),
  };
  worker.onmessage = (event: MessageEvent<FindAnswer>) => face.onmessage?.(event);
  worker.onerror = (event) => {
    // It is told in the bar.
    event.preventDefault();
    face.onerror?.(event);
  };
  return face;
}
