import { Field, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from "apache-arrow";
import type { ColumnBuffer } from "./columnBuffer.ts";
import { encodeColumn } from "./encodeColumn.ts";

/** Record batches of one schema that wait to be sent as one Arrow IPC stream. */
export class EncodedBatches {
  private batches: RecordBatch[] = [];
  private rows = 0;
  private bytes = 0;

  constructor(
    private readonly mostRows: number,
    private readonly mostBytes: number,
    private readonly write: (ipc: Uint8Array) => Promise<void>,
  ) {}

  /** Encodes the columns' values; sends when enough has come together. Columns may only change after `send`. */
  async add(columns: readonly ColumnBuffer[], rows: number): Promise<void> {
    const children = columns.map((column) => encodeColumn(column.values, column.shape));
    const fields = columns.map(
      (column, i) => new Field(column.name, children[i]?.type ?? new Struct([]), true),
    );
    const data = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children });
    this.batches.push(new RecordBatch(new Schema(fields), data));
    this.rows += rows;
    this.bytes += data.byteLength;
    if (this.rows >= this.mostRows || this.bytes >= this.mostBytes) await this.send();
  }

  async send(): Promise<void> {
    const { batches } = this;
    if (batches.length === 0) return;
    this.batches = [];
    this.rows = 0;
    this.bytes = 0;
    const writer = new RecordBatchStreamWriter();
    for (const batch of batches) writer.write(batch);
    await this.write(writer.finish().toUint8Array(true));
  }
}
