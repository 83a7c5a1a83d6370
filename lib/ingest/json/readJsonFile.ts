import type { BatchSink, DetectedFormat, ReadProgress, ReadReport } from "../types.ts";
export function readJsonFile(
  _f: File,
  _d: DetectedFormat,
  _s: BatchSink,
  _p: ReadProgress,
  _g: AbortSignal,
): Promise<ReadReport> {
  throw new Error("JSON comes soon");
}
