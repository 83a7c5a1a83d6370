import type { RepairThread } from "../repair/askRepairThread.ts";
import type { FromRepairThread } from "../repair/repairMessages.ts";

/** A thread for one search of look-alikes or repairs. */
export function startRepairThread(): RepairThread {
  const worker = new Worker(new URL("../../workers/repair.worker.ts", import.meta.url), { type: "module" });
  const face: RepairThread = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => worker.postMessage(message),
    terminate: () => worker.terminate(),
  };
  worker.onmessage = (event: MessageEvent<FromRepairThread>) => face.onmessage?.(event);
  worker.onerror = (event) => {
    // It is told in the dialog.
    event.preventDefault();
    face.onerror?.(event);
  };
  return face;
}
