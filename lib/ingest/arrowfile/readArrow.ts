import { Field, Schema } from "apache-arrow";
import { duckTypeOf } from "../arrow/duckTypeOf.ts";
import { batchOf, ipcOf } from "../arrow/ipcOf.ts";
import { isGzip } from "../detectFormat.ts";
import { gunzip } from "../gunzip.ts";
import { type BatchSink, IngestError, type ReadProgress, type ReadReport } from "../types.ts";
import type { ArrowField } from "./arrowField.ts";
import { type ArrowMessage, arrowMessages, isArrowStream } from "./arrowMessages.ts";
import { arrowNotes } from "./arrowNotes.ts";
import type { Column } from "./column.ts";
import { concatColumns } from "./concatColumns.ts";
import { Conversion, type Converter, type Forms, TooLarge } from "./conversion.ts";
import { converterOf } from "./converterOf.ts";
import { Malformed } from "./flatTable.ts";
import { type Batch, readBatch } from "./readBatch.ts";
import { readSchema } from "./readSchema.ts";
import { stretch } from "./rows.ts";
import { uniqueNames } from "./uniqueNames.ts";

/** The most that is handed to the sink at once, in rows and, counted roughly, in bytes. */
const mostRows = 122_880;
const mostBytes = 128 << 20;
/** A batch is read whole, and no buffer of a browser is larger. */
const mostBodyBytes = 2 ** 31 - 1;
/** A bomb is both: more than this often the file's size, and more than this many bytes. */
const bombRatio = 1000;
const bombBytes = 4 * 2 ** 30;

/**
 * Reads an Arrow IPC file (Feather version 2 is the same) or stream, batch by batch.
 * Where a value does not fit the DuckDB type of its declared type, the column becomes wider and all is loaded once more.
 * A file inside gzip is inflated as a whole first. Throws an IngestError where the file cannot be read.
 */
export async function readArrow(
  given: Blob,
  sink: BatchSink,
  onProgress: ReadProgress,
  signal: AbortSignal,
): Promise<ReadReport> {
  const file = await arrowFile(given);
  const forms: Forms = new Map();
  for (let passes = 1; ; passes++) {
    const pass = new ArrowPass(file, sink, forms, onProgress, signal);
    await pass.read();
    if (!pass.run.widened) return pass.report();
    // Each pass has looked at every value, so that the next one fits; nested forms may need one more.
    if (passes > 4) throw new IngestError("No columns were found that hold all values of the Arrow file.");
    if (pass.appended > 0) await sink.restart();
  }
}

async function arrowFile(given: Blob): Promise<Blob> {
  const start = new Uint8Array(await given.slice(0, 2).arrayBuffer());
  const file = isGzip(start) ? await new Response(gunzip(given)).blob() : given;
  const head = new Uint8Array(await file.slice(0, 1 << 20).arrayBuffer());
  const magic = String.fromCharCode(...head.subarray(0, 6));
  if (magic.startsWith("FEA1")) {
    throw new IngestError(
      "This is a Feather file of version 1, which was replaced in 2020; write it again as Feather version 2 or Parquet " +
        "(pandas: read_feather, then to_feather).",
    );
  }
  if (magic !== "ARROW1" && !isArrowStream(head)) {
    throw new IngestError("This is neither an Arrow file nor an Arrow stream, or its beginning is damaged.");
  }
  return file;
}

/** One pass over the messages of a file. */
class ArrowPass {
  readonly run: Conversion;
  /** Batches that the sink has been given. */
  appended = 0;
  private fields: ArrowField[] = [];
  private names: string[] = [];
  private converters: Converter[] = [];
  private schema = new Schema();
  private readonly dictionaries = new Map<bigint, Column>();
  private readonly notes: string[] = [];
  private rows = 0;
  private loaded = 0;
  private bytesMade = 0;

  constructor(
    private readonly file: Blob,
    private readonly sink: BatchSink,
    private readonly forms: Forms,
    private readonly onProgress: ReadProgress,
    private readonly signal: AbortSignal,
  ) {
    this.run = new Conversion(forms, mostBytes);
  }

  async read(): Promise<void> {
    let where = "its beginning";
    try {
      const onMissingEnd = () =>
        this.notes.push("the stream has no end mark: it may have been cut between two batches");
      for await (const message of arrowMessages({ file: this.file, onMissingEnd })) {
        where = `message ${message.number} (byte ${message.at})`;
        this.signal.throwIfAborted();
        if (message.kind === "schema") this.take(message);
        else await this.takeBatch(message, where);
      }
      if (this.schema.fields.length > 0 && this.appended === 0 && !this.run.widened) {
        await this.sink.append(ipcOf(this.schema, []));
      }
    } catch (problem) {
      if (problem instanceof Malformed) throw damaged(where, problem.message);
      // What a DataView throws past its end, and what a buffer throws that no memory is left for.
      if (problem instanceof RangeError) throw damaged(where, problem.message);
      throw problem;
    }
    if (this.schema.fields.length === 0 && this.rows > 0) {
      throw new IngestError(
        `The Arrow file has ${this.rows} rows and no columns, so there is nothing to load.`,
      );
    }
  }

  report(): ReadReport {
    return {
      rows: this.rows,
      loaded: this.loaded,
      rejects: [],
      skipped: [],
      notes: [...arrowNotes(this.fields, this.names, this.forms), ...this.notes],
      encoding: null,
      columns: this.schema.fields.map((field) => ({ name: field.name, type: duckTypeOf(field) })),
    };
  }

  private take({ header, number }: ArrowMessage): void {
    if (number > 1) throw new Malformed("a second schema comes in the middle of the stream");
    this.fields = readSchema(header);
    this.names = uniqueNames(this.fields.map((field) => field.name));
    this.converters = this.fields.map((field, index) => converterOf(field, String(index), this.forms));
    this.schema = new Schema(
      this.converters.map(
        ({ type, metadata }, index) => new Field(this.names[index] ?? "", type, true, metadata),
      ),
    );
  }

  private async takeBatch(message: ArrowMessage, where: string): Promise<void> {
    const { header, bodyAt, bodyBytes } = message;
    if (bodyBytes > mostBodyBytes) {
      throw new IngestError(
        `The Arrow file cannot be read: ${where} is one batch of ${bodyBytes} bytes, and a browser takes 2 GiB at most. ` +
          "Write it in smaller batches, or as Parquet.",
      );
    }
    const body = new Uint8Array(await this.file.slice(bodyAt, bodyAt + bodyBytes).arrayBuffer());
    if (message.kind === "dictionary") return this.takeDictionary(message, body);
    const batch = readBatch(header, body, this.fields, message.version, this.dictionaries);
    this.rows += batch.rows;
    await this.load(batch, bodyAt, bodyBytes, where);
  }

  private takeDictionary({ header, version }: ArrowMessage, body: Uint8Array): void {
    const id = header.long(0);
    const field = fieldOfDictionary(this.fields, id);
    const data = header.table(1);
    if (!field || !data) throw new Malformed(`dictionary ${id} belongs to no column`);
    const values = { ...field, dictionary: null };
    const [column] = readBatch(data, body, [values], version, this.dictionaries).columns;
    if (!column) throw new Malformed(`dictionary ${id} holds no values`);
    const known = this.dictionaries.get(id);
    const isDelta = header.byte(2) !== 0;
    if (isDelta && !known) throw new Malformed(`dictionary ${id} is added to before it is there`);
    this.dictionaries.set(id, isDelta && known ? concatColumns(values, known, column) : column);
  }

  private async load(
    { rows, columns }: Batch,
    bodyAt: number,
    bodyBytes: number,
    where: string,
  ): Promise<void> {
    const { run, schema } = this;
    let step = Math.min(mostRows, Math.max(1, rows));
    for (let from = 0; from < rows; ) {
      this.signal.throwIfAborted();
      const count = Math.min(step, rows - from);
      run.begin();
      try {
        const data = this.converters.map((converter, index) => {
          const column = columns[index];
          if (!column) throw new Malformed(`column ${this.names[index]} is missing`);
          return within(this.names[index] ?? "", () => converter.convert(column, stretch(from, count), run));
        });
        this.bytesMade += run.bytesMade + count;
        if (!run.widened && schema.fields.length > 0) {
          await this.sink.append(ipcOf(schema, [batchOf(schema, data, count)]));
          this.appended++;
        }
      } catch (problem) {
        if (!(problem instanceof TooLarge)) throw problem;
        if (count === 1) {
          throw new IngestError(
            `The Arrow file cannot be read: row ${from + 1} of ${where} takes more than ${mostBytes >> 20} MiB, which is too much for one row.`,
          );
        }
        step = Math.max(1, count >> 1);
        continue;
      }
      from += count;
      this.loaded += count;
      this.refuseBomb(where);
      this.onProgress(Math.round(bodyAt + (bodyBytes * from) / rows), this.loaded);
    }
  }

  private refuseBomb(where: string): void {
    if (this.bytesMade > bombBytes && this.bytesMade > this.file.size * bombRatio) {
      throw new IngestError(
        `The Arrow file grows to more than ${bombRatio} times its size (over ${bombBytes / 2 ** 30} GiB) at ${where}, ` +
          "which looks like a decompression bomb; write it without runs and dictionaries if you trust it.",
      );
    }
  }
}

/** Runs `work` and names the column in what goes wrong. */
function within<T>(column: string, work: () => T): T {
  try {
    return work();
  } catch (problem) {
    throw problem instanceof Malformed ? new Malformed(`column ${column}: ${problem.message}`) : problem;
  }
}

function fieldOfDictionary(fields: readonly ArrowField[], id: bigint): ArrowField | null {
  for (const field of fields) {
    if (field.dictionary?.id === id) return field;
    const inside = fieldOfDictionary(field.children, id);
    if (inside) return inside;
  }
  return null;
}

function damaged(where: string, problem: string): IngestError {
  return new IngestError(
    `The Arrow file cannot be read: ${where}: ${problem}. Get the file again, or write it again with its program.`,
  );
}
