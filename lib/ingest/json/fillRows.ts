import { Schema } from "apache-arrow";
import { batchOf, ipcOf } from "../arrow/ipcOf.ts";
import { rowGroupRows } from "../rowGroupRows.ts";
import type { Reject } from "../types.ts";
import { JsonColumn } from "./jsonColumn.ts";
import { JsonCursor, Malformed } from "./jsonCursor.ts";
import { JsonFiller, Misfit } from "./jsonFiller.ts";
import type { RowPlan } from "./jsonPlan.ts";
import type { JsonShape } from "./jsonShape.ts";
import { type JsonRun, LineCount, observeRecord } from "./readJson.ts";
import { type JsonLayout, type JsonRecord, RecordSplitter } from "./recordSplitter.ts";
import { utf8Chunks } from "./utf8Stream.ts";

/** What one pass over the text came to. */
export type FillEnd =
  /** A record did not fit the plan; the shape now says what all records hold. */
  | { status: "widened" }
  /** The array stands beside other keys: the text is one object. */
  | { status: "not-wrapped" }
  | {
      status: "done";
      rows: number;
      loaded: number;
      rejects: Reject[];
      blankLines: number;
      notes: string[];
      schema: Schema;
    };

const batchBytes = 48 << 20;

/** One pass over the text: fills columns as planned and hands them on, until a record does not fit. */
export async function fillRows(
  run: JsonRun,
  layout: JsonLayout,
  plan: RowPlan,
  shape: JsonShape,
): Promise<FillEnd> {
  const splitter = new RecordSplitter(layout);
  const rows = new RowFiller(plan, splitter);
  const lines = new LineCount();
  const cursor = new JsonCursor();
  let bytesDone = 0;
  let bytesSince = 0;
  let loaded = 0;
  let observing = false;
  const flush = async () => {
    if (rows.count === 0) return;
    const batch = rows.take();
    loaded += batch.rows;
    bytesSince = 0;
    await run.sink.append(batch.ipc);
  };
  const drain = async (isLast: boolean) => {
    for (let record = splitter.next(isLast); record; record = splitter.next(isLast)) {
      if (!observing && rows.add(record)) {
        bytesSince += record.to - record.from;
        if (rows.count >= rowGroupRows || bytesSince >= batchBytes) await flush();
        continue;
      }
      observing = true;
      observeRecord(cursor, splitter.buffer, record, shape);
    }
  };
  for await (const chunk of utf8Chunks(run.open())) {
    run.signal.throwIfAborted();
    lines.add(chunk);
    splitter.push(chunk);
    await drain(false);
    bytesDone += chunk.length;
    run.onProgress(bytesDone, loaded + rows.count);
    if (splitter.notWrapped) break;
  }
  if (!splitter.notWrapped) await drain(true);
  if (observing || splitter.notWrapped) {
    if (loaded > 0) await run.sink.restart();
    return { status: splitter.notWrapped ? "not-wrapped" : "widened" };
  }
  await flush();
  return {
    status: "done",
    rows: layout.kind === "lines" ? lines.lines() - splitter.blankLines : splitter.records,
    loaded,
    rejects: rows.rejects,
    blankLines: layout.kind === "lines" ? splitter.blankLines : 0,
    notes: rows.notes(),
    schema: rows.schema,
  };
}

/** The rows of one batch after the other, and the records that are none. */
class RowFiller {
  count = 0;
  readonly schema: Schema;
  readonly rejects: Reject[] = [];
  private readonly root: JsonColumn;
  private readonly filler = new JsonFiller();

  constructor(
    private readonly plan: RowPlan,
    private readonly splitter: RecordSplitter,
  ) {
    this.root = new JsonColumn("", "row", { kind: "struct", fields: plan.columns });
    this.schema = new Schema(this.root.children.map((child) => child.field));
  }

  /** Adds a record as a row or as a reject; false where it does not fit the plan. */
  add(record: JsonRecord): boolean {
    if (record.problem !== null) {
      this.reject(record, record.from, record.problem);
      return true;
    }
    try {
      this.filler.set(this.splitter.buffer, record.from, record.to);
      this.fill(this.count);
      this.filler.expectEnd();
      this.count++;
      return true;
    } catch (problem) {
      this.root.truncate(this.count);
      if (problem instanceof Misfit) return !this.isJson(record);
      if (!(problem instanceof Malformed)) throw problem;
      this.reject(record, problem.at, problem.message);
      return true;
    }
  }

  /** The rows so far as one IPC stream; the next ones begin anew. */
  take(): { ipc: Uint8Array; rows: number } {
    const rows = this.count;
    const data = this.root.children.map((child) => child.data(rows));
    const ipc = ipcOf(this.schema, [batchOf(this.schema, data, rows)]);
    this.root.clear();
    this.count = 0;
    return { ipc, rows };
  }

  notes(): string[] {
    const notes: string[] = [];
    const repeats = repeatsIn(this.root);
    if (repeats > 0) notes.push(`keys that an object has twice, of which the last value is kept: ${repeats}`);
    const lone = this.filler.loneSurrogates;
    if (lone > 0) notes.push(`escapes of half a character, which became U+FFFD: ${lone}`);
    return notes;
  }

  private fill(row: number): void {
    const { root, filler, plan } = this;
    const first = filler.peek();
    root.begin(row);
    root.valid[row] = 1;
    const [only] = root.children;
    if (!plan.byKey && only) filler.fill(only, row);
    else if (first === 123) filler.fillStruct(root, row);
    // A record that is null is a row of NULLs.
    else if (first === 110) filler.skipWord();
    else {
      filler.skipValue();
      throw new Misfit("a record is no object");
    }
  }

  /** What does not fit may also not be JSON, further on: then it is a reject. */
  private isJson(record: JsonRecord): boolean {
    try {
      this.filler.set(this.splitter.buffer, record.from, record.to);
      this.filler.skipValue();
      this.filler.expectEnd();
      return true;
    } catch (problem) {
      if (!(problem instanceof Malformed)) throw problem;
      this.reject(record, problem.at, problem.message);
      return false;
    }
  }

  private reject(record: JsonRecord, at: number, reason: string): void {
    const { line, byte } = this.splitter.placeOf(at);
    const most = this.rejects.length < 1000 ? 2000 : 200;
    const raw = new TextDecoder().decode(
      this.splitter.buffer.subarray(record.from, Math.min(record.to, record.from + most)),
    );
    this.rejects.push({ line, byte, column: null, raw: raw.trimEnd(), reason });
  }
}

function repeatsIn(column: JsonColumn): number {
  return column.children.reduce((sum, child) => sum + child.repeats + repeatsIn(child), 0);
}
