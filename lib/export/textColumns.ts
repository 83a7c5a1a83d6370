import { type RecordBatch, RecordBatchReader, type Vector } from "apache-arrow";

/** A text column of one batch, as bytes: the text of row i is bytes[offsets[i]] to bytes[offsets[i + 1]]. */
export interface TextColumn {
  bytes: Uint8Array;
  offsets: Int32Array;
  isNull(row: number): boolean;
}

/** The batches of an Arrow IPC stream that arrives in pieces, with nothing kept of those before. */
export async function* recordBatches(stream: AsyncIterable<Uint8Array>): AsyncGenerator<RecordBatch> {
  const reader = await RecordBatchReader.from(stream);
  await reader.open();
  for await (const batch of reader) yield batch;
}

/** The bytes of a batch's text column; null for a column of another type. */
export function textColumn(vector: Vector | null): TextColumn | null {
  const data = vector?.data[0];
  if (!data || !(data.values instanceof Uint8Array) || !(data.valueOffsets instanceof Int32Array))
    return null;
  const { nullBitmap, offset } = data;
  const hasNulls = data.nullCount > 0;
  return {
    bytes: data.values,
    offsets: data.valueOffsets,
    isNull: (row) => hasNulls && ((nullBitmap[(row + offset) >> 3] ?? 0) & (1 << ((row + offset) & 7))) === 0,
  };
}

/** A growing piece of output; taken out when it is large enough to be worth a write. */
export class OutputBuffer {
  private bytes = new Uint8Array(1 << 20);
  private used = 0;

  get length(): number {
    return this.used;
  }

  byte(value: number): void {
    if (this.used === this.bytes.length) this.grow(1);
    this.bytes[this.used++] = value;
  }

  copy(source: Uint8Array, from: number, to: number): void {
    const length = to - from;
    if (this.used + length > this.bytes.length) this.grow(length);
    // A short copy in a loop beats the call to set().
    if (length < 24) for (let i = from; i < to; i++) this.bytes[this.used++] = source[i] ?? 0;
    else {
      this.bytes.set(source.subarray(from, to), this.used);
      this.used += length;
    }
  }

  all(source: Uint8Array): void {
    this.copy(source, 0, source.length);
  }

  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.used);
    this.used = 0;
    return taken;
  }

  private grow(by: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.used + by));
    larger.set(this.bytes.subarray(0, this.used));
    this.bytes = larger;
  }
}
