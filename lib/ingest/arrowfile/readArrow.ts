import type { ArrowField } from "../columnar/arrowField.ts";
import type { Column } from "../columnar/column.ts";
import type { Forms } from "../columnar/conversion.ts";
import { Malformed } from "../columnar/Malformed.ts";
import { TableLoader } from "../columnar/TableLoader.ts";
import { isGzip } from "../detectFormat.ts";
import { gunzip } from "../gunzip.ts";
import { type BatchSink, IngestError, type ReadProgress, type ReadReport } from "../types.ts";
import { type ArrowMessage, arrowMessages } from "./arrowMessages.ts";
import { concatColumns } from "./concatColumns.ts";
import { isArrowStream } from "./isArrowStream.ts";
import { readBatch } from "./readBatch.ts";
import { readSchema } from "./readSchema.ts";

/** A batch is read whole, and no buffer of a browser is larger. */
const mostBodyBytes = 2 ** 31 - 1;
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
    const loader = await pass.read();
    if (!loader.run.widened) return pass.report(loader);
    // Each pass has looked at every value, so that the next one fits; nested forms may need one more.
    if (passes > 4) throw new IngestError("No columns were found that hold all values of the Arrow file.");
    if (loader.appended > 0) await sink.restart();
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
  private fields: ArrowField[] = [];
  private loader: TableLoader | null = null;
  private readonly dictionaries = new Map<bigint, Column>();
  private readonly notes: string[] = [];
  private rows = 0;

  constructor(
    private readonly file: Blob,
    private readonly sink: BatchSink,
    private readonly forms: Forms,
    private readonly onProgress: ReadProgress,
    private readonly signal: AbortSignal,
  ) {}

  async read(): Promise<TableLoader> {
    let where = "its beginning";
    try {
      const onMissingEnd = () =>
        this.notes.push("the stream has no end mark: it may have been cut between two batches");
      for await (const message of arrowMessages({ file: this.file, onMissingEnd })) {
        where = `message ${message.number} (byte ${message.at})`;
        this.signal.throwIfAborted();
        if (message.kind === "schema") this.take(message);
        else await this.takeBatch(message, where);
        where = `after message ${message.number} (byte ${message.at})`;
      }
      if (!this.loader) throw new Malformed("it holds no schema");
      await this.loader.finish();
    } catch (problem) {
      if (problem instanceof Malformed) throw damaged(where, problem.message);
      // What a DataView throws past its end, and what a buffer throws that no memory is left for.
      if (problem instanceof RangeError) throw damaged(where, `its metadata is damaged (${problem.message})`);
      throw problem;
    }
    if (this.fields.length === 0 && this.rows > 0) {
      throw new IngestError(
        `The Arrow file has ${this.rows} rows and no columns, so there is nothing to load.`,
      );
    }
    return this.loader;
  }

  report(loader: TableLoader): ReadReport {
    return {
      rows: this.rows,
      loaded: loader.loaded,
      rejects: [],
      skipped: [],
      notes: [...loader.notes(), ...this.notes],
      encoding: null,
      columns: loader.columns(),
    };
  }

  private take({ header }: ArrowMessage): void {
    if (this.loader) throw new Malformed("a second schema comes in the middle of the stream");
    this.fields = readSchema(header);
    this.loader = new TableLoader(this.fields, this.forms, this.sink, this.file.size, this.signal);
  }

  private async takeBatch(message: ArrowMessage, where: string): Promise<void> {
    const { header, bodyAt, bodyBytes } = message;
    const { loader } = this;
    if (!loader) throw new Malformed("rows come before the schema");
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
    await loader.load(batch, where, (rowsDone) =>
      this.onProgress(Math.round(bodyAt + (bodyBytes * rowsDone) / batch.rows), loader.loaded),
    );
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
