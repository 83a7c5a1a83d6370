import type { Schema } from "apache-arrow";
import { rowGroupRows } from "../rowGroupRows.ts";
import type { Reject } from "../types.ts";
import { JsonCursor } from "./jsonCursor.ts";
import type { RowPlan } from "./jsonPlan.ts";
import type { JsonShape } from "./jsonShape.ts";
import { type JsonRun, LineCount, observeRecord } from "./readJson.ts";
import { type JsonLayout, RecordSplitter } from "./recordSplitter.ts";
import { RowFiller } from "./rowFiller.ts";
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
  const isFull = () => rows.count >= rowGroupRows || bytesSince >= batchBytes;
  const drain = async (isLast: boolean) => {
    for (;;) {
      const from = splitter.lineStart;
      const misfit = observing ? null : rows.addLines(batchBytes - bytesSince);
      if (splitter.lineStart > from) {
        bytesSince += splitter.lineStart - from;
        if (isFull()) await flush();
      }
      const record = misfit ?? splitter.next(isLast);
      if (!record) return;
      if (!observing && !misfit && rows.add(record)) {
        bytesSince += record.to - record.from;
        if (isFull()) await flush();
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
