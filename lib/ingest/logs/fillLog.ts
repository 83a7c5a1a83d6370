import { duckTypeOf } from "../arrow/duckTypeOf.ts";
import { ipcOf } from "../arrow/ipcOf.ts";
import { LineCount } from "../json/readJson.ts";
import { utf8Chunks } from "../json/utf8Stream.ts";
import { rejectedText } from "../rejectedText.ts";
import { type BatchSink, IngestError, type ReadProgress, type ReadReport, type Reject } from "../types.ts";
import { LineSplitter } from "./lineSplitter.ts";
import type { LogReading } from "./logReading.ts";

/** What there is to read; `open` is called again for each pass over the text. */
export interface LogRun {
  open: () => ReadableStream<Uint8Array>;
  sink: BatchSink;
  onProgress: ReadProgress;
  signal: AbortSignal;
}

const batchRows = 65_536;
const batchBytes = 48 << 20;
const mostRejects = 1_000_000;
/** How long lines are read before others get a turn, in milliseconds: a slow pattern must not keep a stop from coming. */
const turnMs = 200;

/** One pass over the text: loads rows; null where a line needs other columns, which are known at the end of the pass. */
export async function fillLog(
  run: LogRun,
  reading: LogReading,
): Promise<Omit<ReadReport, "encoding"> | null> {
  const { reader, maxLineBytes, joinLines } = reading;
  const splitter = new LineSplitter(maxLineBytes);
  const lines = new LineCount();
  const rejects = new Rejects(splitter);
  let blank = 0;
  let joined = 0;
  let loaded = 0;
  let bytesDone = 0;
  let bytesSince = 0;
  let isObserving = false;
  let isAfterRow = false;
  let turnAt = performance.now();
  reader.begin();
  const flush = async () => {
    if (reader.count === 0) return;
    const batch = reader.take();
    loaded += batch.rows;
    bytesSince = 0;
    await run.sink.append(batch.ipc);
  };
  const addLine = () => {
    const { buffer, from, to } = splitter;
    const problem = splitter.isTooLong
      ? { reason: `the line is longer than ${maxLineBytes} bytes`, column: null }
      : reader.add(buffer, from, to);
    bytesSince += to - from;
    if (problem === "misfit") isObserving = true;
    else if (problem === null) isAfterRow = true;
    else if (
      joinLines &&
      isAfterRow &&
      problem.column === null &&
      reader.join(buffer, from, to, maxLineBytes)
    )
      joined++;
    else {
      // What goes on behind a reject is no part of the row before it.
      isAfterRow = false;
      rejects.add(problem.reason, problem.column, loaded + reader.count);
    }
  };
  const drain = async (isLast: boolean) => {
    while (splitter.next(isLast)) {
      const { buffer, from, to } = splitter;
      if (isBlankLine(buffer, from, to)) blank++;
      else if (!isObserving) {
        const isFull = reader.count >= batchRows || bytesSince >= batchBytes;
        // A row stays until the next one begins: lines may have to be joined to it.
        if (isFull && !(joinLines && !reader.beginsRow(buffer, from, to))) await flush();
        addLine();
      } else if (!splitter.isTooLong) reader.observe(buffer, from, to);
      if ((splitter.line & 255) === 0 && performance.now() - turnAt > turnMs) {
        await new Promise((resolve) => setTimeout(resolve));
        run.signal.throwIfAborted();
        turnAt = performance.now();
      }
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
  const skipped = [
    { reason: "blank", lines: blank },
    { reason: "heading", lines: headings },
    { reason: "joined to the row before", lines: joined },
  ];
  return {
    rows: lines.lines() - blank - headings - joined,
    loaded,
    rejects: rejects.list,
    skipped: skipped.filter((one) => one.lines > 0),
    notes: [...reading.notes, ...reader.notes()],
    columns: schema.fields.map((field) => ({ name: field.name, type: duckTypeOf(field) })),
  };
}

/** Lines that are no rows, with as much of their text as there is room for. */
class Rejects {
  readonly list: Reject[] = [];

  constructor(private readonly splitter: LineSplitter) {}

  add(reason: string, column: string | null, rows: number): void {
    const { list, splitter } = this;
    if (list.length >= mostRejects) {
      throw new IngestError(
        `More than ${mostRejects} lines do not fit (the first is line ${list[0]?.line}: ${list[0]?.reason}), ` +
          `but ${rows} do. Choose another preset, or give a pattern that fits more of them.`,
      );
    }
    const { raw, cut } = rejectedText(splitter.buffer, splitter.from, splitter.to, list.length);
    list.push({ line: splitter.line, byte: splitter.byte, column, raw, reason: reason + cut });
  }
}

/** Whether a line holds nothing but blanks. */
export function isBlankLine(buffer: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = buffer[at];
    if (byte !== 32 && byte !== 9 && byte !== 13) return false;
  }
  return true;
}
