import { duckTypeOf } from "../arrow/duckTypeOf.ts";
import { ipcOf } from "../arrow/ipcOf.ts";
import { isGzip } from "../detectFormat.ts";
import { fileChunks } from "../fileChunks.ts";
import { gunzip } from "../gunzip.ts";
import { LineCount } from "../json/readJson.ts";
import { type MarkedEncoding, utf8Chunks } from "../json/utf8Stream.ts";
import { type BatchSink, IngestError, type ReadProgress, type ReadReport, type Reject } from "../types.ts";
import { detectLog } from "./detectLog.ts";
import { LineSplitter } from "./lineSplitter.ts";
import type { LogOptions } from "./logFormat.ts";
import { type LogReading, logReading } from "./logReading.ts";

/** What there is to read; `open` is called again for each pass over the text. */
export interface LogRun {
  open: () => ReadableStream<Uint8Array>;
  sink: BatchSink;
  onProgress: ReadProgress;
  signal: AbortSignal;
}

const headBytes = 4 << 20;
const batchRows = 65_536;
const batchBytes = 48 << 20;
const mostRejects = 1_000_000;
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
  const reading = logReading(recognised(head.bytes, options));
  observeHead(reading, head.bytes, head.isWhole);
  for (let passes = 1; passes <= mostPasses; passes++) {
    const report = await readPass(run, reading);
    if (report) return { ...report, encoding };
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

async function readHead(run: LogRun, onEncoding: (encoding: MarkedEncoding) => void) {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isWhole = true;
  for await (const chunk of utf8Chunks(run.open(), onEncoding)) {
    run.signal.throwIfAborted();
    if (size >= headBytes) {
      isWhole = false;
      break;
    }
    parts.push(chunk);
    size += chunk.length;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, isWhole };
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
    if (splitter.isTooLong || isBlank(splitter.buffer, splitter.from, splitter.to)) continue;
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

/** One pass over the text; null where a line needs other columns, which are known at its end. */
async function readPass(run: LogRun, reading: LogReading): Promise<Omit<ReadReport, "encoding"> | null> {
  const { reader, maxLineBytes } = reading;
  const splitter = new LineSplitter(maxLineBytes);
  const lines = new LineCount();
  const rejects: Reject[] = [];
  let blank = 0;
  let loaded = 0;
  let bytesDone = 0;
  let bytesSince = 0;
  let isObserving = false;
  reader.begin();
  const flush = async () => {
    if (reader.count === 0) return;
    const batch = reader.take();
    loaded += batch.rows;
    bytesSince = 0;
    await run.sink.append(batch.ipc);
  };
  const reject = (reason: string, column: string | null) => {
    if (rejects.length >= mostRejects) {
      throw new IngestError(
        `More than ${mostRejects} lines do not fit (the first is line ${rejects[0]?.line}: ${rejects[0]?.reason}), ` +
          `but ${loaded + reader.count} do. Choose another preset, or give a pattern that fits more of them.`,
      );
    }
    const most = rejects.length < 1000 ? 2000 : 200;
    const raw = new TextDecoder().decode(
      splitter.buffer.subarray(splitter.from, Math.min(splitter.to, splitter.from + most)),
    );
    rejects.push({ line: splitter.line, byte: splitter.byte, column, raw, reason });
  };
  const drain = async (isLast: boolean) => {
    while (splitter.next(isLast)) {
      const { buffer, from, to } = splitter;
      if (isBlank(buffer, from, to)) {
        blank++;
        continue;
      }
      if (splitter.isTooLong) {
        reject(`the line is longer than ${maxLineBytes} bytes`, null);
        continue;
      }
      if (isObserving) {
        reader.observe(buffer, from, to);
        continue;
      }
      const problem = reader.add(buffer, from, to);
      if (problem === "misfit") isObserving = true;
      else if (problem !== null) reject(problem.reason, problem.column);
      bytesSince += to - from;
      if (reader.count >= batchRows || bytesSince >= batchBytes) await flush();
    }
  };
  for await (const chunk of utf8Chunks(run.open())) {
    run.signal.throwIfAborted();
    lines.add(chunk);
    splitter.push(chunk);
    await drain(false);
    bytesDone += chunk.length;
    run.onProgress(bytesDone, loaded + reader.count);
  }
  await drain(true);
  if (isObserving) {
    if (loaded > 0) await run.sink.restart();
    return null;
  }
  await flush();
  const { schema, headings } = reader;
  if (loaded === 0 && schema.fields.length > 0) await run.sink.append(ipcOf(schema, []));
  return {
    rows: lines.lines() - blank - headings,
    loaded,
    rejects,
    skipped: [
      ...(blank > 0 ? [{ reason: "blank", lines: blank }] : []),
      ...(headings > 0 ? [{ reason: "heading", lines: headings }] : []),
    ],
    notes: [...reading.notes, ...reader.notes()],
    columns: schema.fields.map((field) => ({ name: field.name, type: duckTypeOf(field) })),
  };
}

function isBlank(buffer: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = buffer[at];
    if (byte !== 32 && byte !== 9 && byte !== 13) return false;
  }
  return true;
}
