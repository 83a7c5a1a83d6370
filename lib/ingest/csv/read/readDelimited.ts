import { type BatchSink, IngestError, type ReadProgress, type ReadReport } from "../../types.ts";
import type { CsvStructure } from "../sniff/CsvStructure.ts";
import { ByteWindow } from "./ByteWindow.ts";
import { LineCount } from "./LineCount.ts";
import { RowLoader } from "./RowLoader.ts";
import { TextBatch } from "./TextBatch.ts";
import { Utf8Check } from "./Utf8Check.ts";

/** As many as a spreadsheet has; more are no table. */
const mostColumns = 16_384;

export interface DelimitedRun {
  /** The whole text as UTF-8, from its first byte on: the same bytes that the structure was found in. */
  stream: ReadableStream<Uint8Array>;
  structure: CsvStructure;
  sink: BatchSink;
  onProgress: ReadProgress;
  signal: AbortSignal;
  /** For the report. */
  encoding?: string;
}

/**
 * Reads delimited text of any state into columns of text. Every record of the chosen table is loaded or rejected with a
 * reason; short rows are filled with NULL, broken quotes cost one record at most. Throws an IngestError where nothing can
 * be loaded at all.
 */
export async function readDelimited(run: DelimitedRun): Promise<ReadReport> {
  const { structure, sink, signal } = run;
  const region = structure.tables[structure.table];
  if (!region)
    throw new IngestError(`The file has no table ${structure.table + 1}; it has ${structure.tables.length}.`);
  const width = region.names.length;
  if (width > mostColumns) {
    throw new IngestError(
      `Line ${region.headerLine} has ${width} fields, and a table may have ${mostColumns} columns here. ` +
        "Is this really a table? Choose another delimiter, or the line where its header stands.",
    );
  }
  const lines = new LineCount(structure.dialect.crEndsLine);
  const utf8 = new Utf8Check();
  const input = new ByteWindow(run.stream, (chunk) => {
    lines.push(chunk);
    if (utf8.isValid) utf8.push(chunk);
  });
  const batch = new TextBatch(region.names, sink);
  const loader = new RowLoader(structure, region, batch, utf8);
  try {
    await input.skipTo(region.dataByte);
    while (!loader.isDone) {
      signal.throwIfAborted();
      loader.load(input);
      if (batch.isFull) await batch.flush(false);
      run.onProgress(input.offset + input.at, batch.loaded);
      if (loader.wantsMore) {
        if (input.isLast) break;
        await input.more();
      }
    }
    loader.finish(input);
    // Lines after the table are counted too.
    while (!input.isLast) {
      signal.throwIfAborted();
      input.at = input.bytes.length;
      await input.more();
    }
    await batch.flush(true);
  } finally {
    await input.close();
  }
  const report = loader.report(lines.lines());
  return {
    ...report,
    encoding: run.encoding ?? "utf-8",
    notes: [...structure.notes, ...report.notes],
    columns: region.names.map((name) => ({ name, type: "VARCHAR" })),
  };
}
