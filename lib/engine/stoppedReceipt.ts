import { failedReceipt } from "./failedReceipt.ts";
import type { Receipt } from "./protocol.ts";

/** The receipt of a file whose load was stopped on request. */
export function stoppedReceipt(file: string, source: string, bytes: number): Receipt {
  const error = "Loading was stopped, and none of its rows are kept.";
  return { ...failedReceipt(file, source, bytes, error), stopped: true };
}
