import type { Forms } from "../columnar/conversion.ts";
import { Malformed } from "../columnar/Malformed.ts";
import { groupRows, TableLoader } from "../columnar/TableLoader.ts";
import { DamagedBlock } from "../compression/DamagedBlock.ts";
import { type BatchSink, IngestError, type ReadProgress, type ReadReport, type Reject } from "../types.ts";
import { AvroCursor } from "./AvroCursor.ts";
import { type AvroBlock, avroBlocks } from "./avroBlocks.ts";
import type { AvroColumn } from "./avroColumn.ts";
import { avroColumns } from "./avroColumns.ts";
import type { AvroHeader } from "./avroHeader.ts";
import { BadSchema } from "./avroSchema.ts";

/** Unpacked bytes after which rows are handed on, be they ever so few. */
const flushBytes = 64 << 20;
/** More records than this in one block are not believed. */
const mostRecords = 16_000_000;

type Block = AvroBlock & { kind: "block" };

/** One pass over the blocks of a file. */
export class AvroPass {
  private readonly columns: AvroColumn[];
  private readonly least: number;
  private readonly loader: TableLoader;
  private readonly recursive = new Set<string>();
  private readonly rejects: Reject[] = [];
  private readonly notes: string[] = [];
  /** Rows that the blocks say they have. */
  private rows = 0;
  private gathered = 0;
  private gatheredBytes = 0;

  constructor(
    private readonly file: Blob,
    private readonly header: AvroHeader,
    sink: BatchSink,
    forms: Forms,
    private readonly onProgress: ReadProgress,
    private readonly signal: AbortSignal,
  ) {
    const onMisfit = (path: string) => {
      forms.set(path, { kind: "text" });
      this.loader.run.widened = true;
    };
    try {
      this.columns = avroColumns(header.schema, { forms, onMisfit, recursive: this.recursive });
    } catch (problem) {
      if (!(problem instanceof BadSchema)) throw problem;
      throw new IngestError(`The Avro file cannot be read: of its schema, ${problem.message}.`);
    }
    this.least = this.columns.reduce((sum, column) => sum + column.least, 0);
    const fields = this.columns.map((column) => column.field);
    this.loader = new TableLoader(fields, forms, sink, file.size, signal);
  }

  get isWidened(): boolean {
    return this.loader.run.widened;
  }

  get appended(): number {
    return this.loader.appended;
  }

  async read(): Promise<void> {
    const { file, header } = this;
    for await (const block of avroBlocks(file, header.end, header.mark)) {
      this.signal.throwIfAborted();
      if (block.kind === "lost") this.noteLost(block.at, block.end, "no block begins there");
      else await this.readBlock(block);
      this.onProgress(block.kind === "lost" ? block.end : block.at + block.bytes.length, this.loader.loaded);
    }
    await this.flush();
    await this.loader.finish();
    if (this.columns.length === 0 && this.rows > 0) {
      throw new IngestError(
        `The Avro file has ${this.rows} rows and no columns, so there is nothing to load.`,
      );
    }
  }

  report(): ReadReport {
    const { loader } = this;
    const recursive =
      this.recursive.size > 0
        ? [`records within themselves are kept as JSON: ${[...this.recursive].join(", ")}`]
        : [];
    return {
      rows: this.rows,
      loaded: loader.loaded,
      rejects: this.rejects,
      skipped: [],
      notes: [...loader.notes(), ...recursive, ...this.notes],
      encoding: null,
      columns: loader.columns(),
    };
  }

  private async readBlock(block: Block): Promise<void> {
    const { at, count, state } = block;
    let bytes: Uint8Array;
    try {
      bytes = this.header.codec(block.bytes);
    } catch (problem) {
      if (!(problem instanceof DamagedBlock)) throw problem;
      const reason = state === "cut" ? "the file ends within its block" : problem.message;
      this.rejectRest(block, 0, reason, null);
      return;
    }
    if (count > mostRecords || (this.least > 0 && state !== "cut" && count * this.least > bytes.length)) {
      this.noteLost(at, at + block.bytes.length, `${count} records cannot be in ${bytes.length} bytes`);
      return;
    }
    await this.readRecords(block, new AvroCursor(bytes));
  }

  private async readRecords(block: Block, cursor: AvroCursor): Promise<void> {
    const { at, count, state } = block;
    let from = cursor.at;
    for (let record = 0; record < count; record++) {
      try {
        for (const column of this.columns) column.read(cursor);
      } catch (problem) {
        if (!(problem instanceof Malformed)) throw problem;
        for (const column of this.columns) column.truncate(this.gathered);
        const reason = state === "cut" ? "the file ends within its block" : problem.message;
        this.rejectRest(block, record, reason, cursor.left);
        return;
      }
      this.rows++;
      this.gathered++;
      this.gatheredBytes += cursor.at - from;
      from = cursor.at;
      if (this.gathered === groupRows || this.gatheredBytes > flushBytes) await this.flush();
    }
    if (cursor.left > 0)
      this.notes.push(`the block at byte ${at} holds ${cursor.left} bytes after its last record`);
    if (state !== "whole")
      this.notes.push(`the block at byte ${at} lacks the mark at its end; all its rows were read`);
  }

  /** Rejects the records of a block from one on, as what comes after a damage cannot be told apart. */
  private rejectRest({ at, count, bytes }: Block, from: number, reason: string, left: number | null): void {
    if (count - from > mostRecords) {
      this.noteLost(at, at + bytes.length, reason);
      return;
    }
    const where = left === null ? "" : `, ${left} bytes before its end`;
    for (let record = from; record < count; record++) {
      this.rows++;
      this.rejects.push({
        line: this.rows,
        byte: at,
        column: null,
        raw: "",
        reason:
          record === from
            ? `record ${record + 1} of the block at byte ${at}${where}: ${reason}`
            : `record ${record + 1} of the block at byte ${at}, after the damage in it`,
      });
    }
  }

  private noteLost(from: number, to: number, reason: string): void {
    this.notes.push(
      `bytes ${from} to ${to} are damaged and an unknown number of rows in them is lost: ${reason}`,
    );
  }

  private async flush(): Promise<void> {
    const { gathered: rows } = this;
    if (rows === 0) return;
    this.gathered = 0;
    this.gatheredBytes = 0;
    const columns = this.columns.map((column) => column.take());
    await this.loader.load({ rows, columns }, "the Avro file", () => undefined);
  }
}
