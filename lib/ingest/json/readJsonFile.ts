import { fileChunks } from "../fileChunks.ts";
import { gunzip } from "../gunzip.ts";
import type { BatchSink, DetectedFormat, ReadProgress, ReadReport } from "../types.ts";
import { readJson } from "./readJson.ts";

/** Reads a JSON or NDJSON file, inflated where it is gzip; progress counts bytes of the file itself. */
export function readJsonFile(
  file: Blob,
  { compression }: Pick<DetectedFormat, "compression">,
  sink: BatchSink,
  onProgress: ReadProgress,
  signal: AbortSignal,
): Promise<ReadReport> {
  let bytesDone = 0;
  const onBytes = (done: number) => {
    bytesDone = done;
  };
  return readJson({
    open: () => (compression === "gzip" ? gunzip(file, { onBytes }) : fileChunks(file, { onBytes })),
    sink,
    onProgress: (_textBytes, rowsDone) => onProgress(bytesDone, rowsDone),
    signal,
  });
}
