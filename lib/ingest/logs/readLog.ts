import { isGzip } from "../detectFormat.ts";
import { fileChunks } from "../fileChunks.ts";
import { gunzip } from "../gunzip.ts";
import { readHead } from "../json/readHead.ts";
import type { MarkedEncoding } from "../json/utf8Stream.ts";
import { type BatchSink, IngestError, type ReadProgress, type ReadReport } from "../types.ts";
import { detectLog } from "./detectLog.ts";
import { fillLog, isBlankLine, type LogRun } from "./fillLog.ts";
import { LineSplitter } from "./lineSplitter.ts";
import { linesAgain } from "./linesAgain.ts";
import type { LogOptions } from "./logFormat.ts";
import { type LogReading, logReading } from "./logReading.ts";

const mostPasses = 5;

/**
 * Reads a file of log lines, inflated where it is gzip, by a preset, a pattern, or what is recognised.
 * Throws an IngestError where nothing can be loaded.
 */
export async function readLog(
  file: Blob,
  sink: BatchSink,
  options: LogOptions,
  onProgress: ReadProgress,
  signal: AbortSignal,
): Promise<ReadReport> {
  const isCompressed = isGzip(new Uint8Array(await file.slice(0, 2).arrayBuffer()));
  let bytesDone = 0;
  const onBytes = (done: number) => {
    bytesDone = done;
  };
  const open = () => (isCompressed ? gunzip(file, { onBytes }) : fileChunks(file, { onBytes }));
  return readLogText({ open, sink, onProgress: (_, rows) => onProgress(bytesDone, rows), signal }, options);
}

/**
 * Reads log lines. Types that nobody gave are guessed from the first 4 MiB; where a later line does not fit them, the
 * rest is looked through and all is loaded once more. A line that fits no row is rejected, and the others go on.
 */
export async function readLogText(run: LogRun, options: LogOptions): Promise<ReadReport> {
  let encoding: MarkedEncoding = "utf-8";
  const head = await readHead(run, (found) => {
    encoding = found;
  });
  const known = recognised(head.bytes, options);
  const reading = logReading(known);
  observeHead(reading, head.bytes, head.isWhole);
  for (let passes = 1; passes <= mostPasses; passes++) {
    const report = await fillLog(run, reading);
    const guessed = known === options ? [] : [`recognised as: ${reading.expected} (${known.preset})`];
    if (!report) continue;
    const all = { ...report, notes: [...guessed, ...report.notes], encoding };
    // Times without a year have theirs by the lines before them.
    return known.year === undefined ? { ...all, readAgain: linesAgain(reading) } : all;
  }
  throw new IngestError("No columns were found that hold all lines of the file.");
}

function recognised(head: Uint8Array, options: LogOptions): LogOptions {
  if (options.preset !== undefined || options.pattern !== undefined) return options;
  const detected = detectLog(new TextDecoder().decode(head.subarray(0, 1 << 20)));
  if (detected) return { ...options, preset: detected.preset };
  throw new IngestError(
    "The lines are of no log that is known. Choose a preset, or give a pattern: a regular expression with a named " +
      "group for each value to keep.",
  );
}

function observeHead(
  { reader, maxLineBytes, expected }: LogReading,
  head: Uint8Array,
  isWhole: boolean,
): void {
  const splitter = new LineSplitter(maxLineBytes);
  splitter.push(head);
  let first: string | null = null;
  let hasFit = false;
  let lines = 0;
  while (splitter.next(isWhole)) {
    if (splitter.isTooLong || isBlankLine(splitter.buffer, splitter.from, splitter.to)) continue;
    lines++;
    const problem = reader.observe(splitter.buffer, splitter.from, splitter.to);
    if (problem === null || problem === "heading") hasFit = true;
    else if (first === null) {
      const text = new TextDecoder()
        .decode(splitter.buffer.subarray(splitter.from, splitter.to))
        .slice(0, 200);
      first = `line ${splitter.line}: ${problem.reason}${problem.column ? ` (${problem.column})` : ""}: ${text}`;
    }
  }
  if (!hasFit && first !== null) {
    throw new IngestError(
      `None of the first ${lines} lines can be loaded; expected is ${expected}. The first: ${first}. ` +
        "Choose another preset, or give a pattern.",
    );
  }
}
