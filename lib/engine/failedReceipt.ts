import type { Receipt } from "./protocol.ts";

/** The receipt of a file of which nothing could be loaded. */
export function failedReceipt(file: string, source: string, bytes: number, error: string): Receipt {
  return {
    file,
    source,
    relation: null,
    format: "unknown",
    encoding: null,
    rows: 0,
    exact: true,
    loaded: 0,
    rejected: 0,
    skipped: [],
    bytes,
    elapsedMs: 0,
    notes: [],
    error,
  };
}
