import { Schema } from "apache-arrow";
import type { InitInput } from "parquet-wasm/esm";
import { type HeldBytes, HeldRanges } from "../../remote/HeldRanges.ts";
import { cutIpc } from "../arrow/cutIpc.ts";
import { IngestError } from "../types.ts";
import { batchRows } from "./batchRows.ts";
import { type ColumnRewrite, rewritesOf } from "./duckArrow.ts";
import { hyparquetBatch } from "./hyparquetBatches.ts";
import { damaged } from "./parquetFooter.ts";
import { groupBatches, openWasmFile, startParquetWasm, type WasmFile } from "./parquetWasm.ts";
import type { RemoteParquet } from "./remoteParquet.ts";
import { rewrittenIpc } from "./rewrittenIpc.ts";

/** Rows of some columns, in the order of the file's columns: one complete IPC stream. */
export interface ColumnBatch {
  ipc: Uint8Array;
  rows: number;
  /** Whether its types are those of the file's `fields`; the slower reader may give others that mean the same. */
  isAsTold: boolean;
}

/** Thrown where parquet-wasm does not read what the other reader may. */
class Unreadable extends Error {}

/** Reads columns of a file whose bytes are fetched beforehand. */
export class ColumnReader {
  private readonly source: HeldRanges;
  private opened: Promise<WasmFile> | null = null;

  constructor(
    private readonly parquet: RemoteParquet,
    private readonly wasm: InitInput,
    signal: AbortSignal,
  ) {
    this.source = new HeldRanges(parquet.file, [parquet.end], signal);
  }

  /** Some columns of one row group, which are held. Throws an IngestError where they cannot be read. */
  async *read(
    group: number,
    columns: readonly number[],
    held: readonly HeldBytes[],
  ): AsyncGenerator<ColumnBatch> {
    this.source.hold([this.parquet.end, ...held]);
    const rows = this.parquet.footer.groupRows[group] ?? 0;
    if (rows === 0) return;
    let given = 0;
    let why = "some of its columns need it";
    if (!columns.some((column) => this.parquet.slow.has(column))) {
      try {
        for await (const batch of this.fastBatches(group, columns)) {
          yield batch;
          given += batch.rows;
        }
        if (given === rows) return;
        why = `parquet-wasm gave ${given} of ${rows} rows`;
      } catch (problem) {
        if (!(problem instanceof Unreadable)) throw problem;
        why = problem.message;
        // What trapped is not to be used again.
        this.opened = null;
      }
      if (given > rows) throw damaged(`row group ${group + 1} holds more rows than its ${rows}`);
    }
    const ipc = await slowBatch(this.parquet, this.source, group, columns, why);
    yield { ipc: given === 0 ? ipc : cutIpc(ipc, given)[1], rows: rows - given, isAsTold: false };
  }

  /** Gives back what parquet-wasm holds. */
  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => null);
    this.opened = null;
    opened?.parquet.free();
  }

  private async *fastBatches(group: number, columns: readonly number[]): AsyncGenerator<ColumnBatch> {
    const { footer, leaves, names } = this.parquet;
    const memory = await startParquetWasm(this.wasm);
    const wanted = new Set(columns);
    const ofWanted = leaves.filter(({ column }) => wanted.has(column));
    const request = { group, rows: footer.groupRows[group] ?? 0, batchRows: batchRows(footer, group) };
    this.opened ??= openWasmFile(this.source);
    const opened = await this.opened.catch(unreadable);
    const batches = groupBatches(
      memory,
      opened,
      [request],
      names.filter((_, column) => wanted.has(column)),
    );
    let rewrites: ColumnRewrite[] | null = null;
    let schema: Schema | null = null;
    for (;;) {
      const next = await batches.next().catch(unreadable);
      if (next.done) return;
      rewrites ??= rewritesOf(next.value.schema, ofWanted, new Set());
      if (!rewrites) throw new Unreadable("it holds a type that parquet-wasm misreads");
      schema ??= new Schema(rewrites.map((rewrite) => rewrite.field));
      const { ipc, rows } = rewrittenIpc(next.value, rewrites, schema);
      if (rows > 0) yield { ipc, rows, isAsTold: true };
    }
  }
}

function unreadable(problem: unknown): never {
  throw problem instanceof Error && isOfReading(problem) ? problem : new Unreadable(String(problem));
}

/** Whether a failure is of fetching bytes: another reader would not get them either. */
function isOfReading({ name }: Error): boolean {
  return name === "RemoteReadError" || name === "AbortError";
}

async function slowBatch(
  { footer, file, names }: RemoteParquet,
  held: HeldRanges,
  group: number,
  columns: readonly number[],
  why: string,
): Promise<Uint8Array> {
  const buffer = {
    byteLength: held.size,
    slice: (from: number, to = held.size) => held.slice(from, to).arrayBuffer(),
  };
  try {
    return await hyparquetBatch(
      { ...footer, buffer },
      group,
      columns.map((column) => names[column] ?? ""),
    );
  } catch (problem) {
    if (problem instanceof IngestError || (problem instanceof Error && isOfReading(problem))) throw problem;
    const message = problem instanceof Error ? problem.message : String(problem);
    throw new IngestError(
      `${file.name} is damaged: row group ${group + 1} of ${footer.groupRows.length} cannot be read (${message}; ${why}); ` +
        "get or write the file again.",
    );
  }
}
