import type { Schema } from "apache-arrow";
import { duckTypeOf } from "../arrow/duckTypeOf.ts";
import { ipcOf } from "../arrow/ipcOf.ts";
import { type BatchSink, IngestError, type ReadProgress, type ReadReport, type Reject } from "../types.ts";
import { countFeeds } from "./countFeeds.ts";
import { fillRows } from "./fillRows.ts";
import { JsonCursor, Malformed } from "./jsonCursor.ts";
import { jsonLayout } from "./jsonLayout.ts";
import { planRows } from "./jsonPlan.ts";
import { emptyShape, type JsonShape, observe } from "./jsonShape.ts";
import { readHead } from "./readHead.ts";
import { type JsonLayout, type JsonRecord, RecordSplitter } from "./recordSplitter.ts";
import { recordsAgain } from "./recordsAgain.ts";
import type { MarkedEncoding } from "./utf8Stream.ts";

/** What there is to read; `open` is called again for each pass over the text. */
export interface JsonRun {
  open: () => ReadableStream<Uint8Array>;
  sink: BatchSink;
  onProgress: ReadProgress;
  signal: AbortSignal;
}

/**
 * Reads JSON text of any layout: NDJSON, an array, an array under the only key of an object, one value, or values one
 * after the other. Types are guessed from the first 4 MiB; where a later record does not fit, the rest is looked
 * through and all is loaded once more. A record that is not JSON is rejected, and the others go on.
 * Throws an IngestError where nothing can be loaded.
 */
export async function readJson(run: JsonRun): Promise<ReadReport> {
  let encoding: MarkedEncoding = "utf-8";
  const { bytes: head, isWhole } = await readHead(run, (found) => {
    encoding = found;
  });
  let layout = jsonLayout(head, isWhole);
  let shape = shapeOfHead(head, isWhole, layout);
  // Each pass that widens has seen the whole text, so that the next one fits; one more may find the array not alone.
  for (let passes = 1; ; passes++) {
    if (passes > 4) throw new IngestError("No columns were found that hold all records of the file.");
    const plan = planRows(shape);
    const pass = await fillRows(run, layout, plan, shape);
    if (pass.status === "widened") continue;
    if (pass.status === "not-wrapped") {
      layout = { kind: "values" };
      shape = emptyShape();
      continue;
    }
    if (pass.loaded === 0) await appendNothing(run, pass.schema, pass.rejects);
    const wrapped = layout.kind === "array" && layout.wrapped;
    return {
      rows: pass.rows,
      loaded: pass.loaded,
      rejects: pass.rejects,
      skipped: pass.blankLines > 0 ? [{ reason: "blank", lines: pass.blankLines }] : [],
      notes: [
        ...(wrapped ? [`rows are the elements under ${wrapperKey(head)}`] : []),
        ...plan.notes,
        ...pass.notes,
      ],
      encoding,
      columns: pass.schema.fields.map((field) => ({ name: field.name, type: duckTypeOf(field) })),
      readAgain: recordsAgain(plan),
    };
  }
}

function shapeOfHead(head: Uint8Array, isWhole: boolean, layout: JsonLayout): JsonShape {
  const splitter = new RecordSplitter(layout);
  const cursor = new JsonCursor();
  const shape = emptyShape();
  splitter.push(head);
  for (let record = splitter.next(isWhole); record; record = splitter.next(isWhole)) {
    observeRecord(cursor, splitter.buffer, record, shape);
  }
  return shape;
}

/** Adds a record to what was seen, if it is JSON; if not, the pass that fills rows tells of it. */
export function observeRecord(
  cursor: JsonCursor,
  buffer: Uint8Array,
  record: JsonRecord,
  shape: JsonShape,
): void {
  if (record.problem !== null) return;
  try {
    cursor.set(buffer, record.from, record.to);
    cursor.skipValue();
    cursor.expectEnd();
  } catch (problem) {
    if (problem instanceof Malformed) return;
    throw problem;
  }
  cursor.set(buffer, record.from, record.to);
  observe(cursor, shape);
}

async function appendNothing(run: JsonRun, schema: Schema, rejects: readonly Reject[]): Promise<void> {
  const [first] = rejects;
  if (first) {
    throw new IngestError(
      `The file is not JSON: ${first.reason} (line ${first.line}, byte ${first.byte}). ` +
        "A JSON file holds one value, an array, or a value a line.",
    );
  }
  await run.sink.append(ipcOf(schema, []));
}

function wrapperKey(head: Uint8Array): string {
  const cursor = new JsonCursor();
  cursor.set(head, 0, head.length);
  cursor.expect(123);
  cursor.peek();
  return cursor.readString();
}

/** Counts lines that are not blank, apart from the splitting, so that the sum of a receipt proves something. */
export class LineCount {
  private feeds = 0;
  private last = 10;

  add(chunk: Uint8Array): void {
    this.feeds += countFeeds(chunk);
    this.last = chunk[chunk.length - 1] ?? this.last;
  }

  lines(): number {
    return this.feeds + (this.last === 10 ? 0 : 1);
  }
}
