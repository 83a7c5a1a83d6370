import { type Data, makeData, Utf8 } from "apache-arrow";

/** The values of one text column of a batch, appended one by one from bytes; NULL where there is none. */
export class TextColumn {
  data = new Uint8Array(1 << 12);
  size = 0;
  private readonly ends: Int32Array;
  private readonly valid: Uint8Array;
  private rows = 0;
  private nulls = 0;

  /** `capacity` is the most values that it holds before they are taken. */
  constructor(capacity: number) {
    this.ends = new Int32Array(capacity + 1);
    this.valid = new Uint8Array((capacity + 7) >> 3).fill(255);
  }

  /** Makes room for `bytes` more, which the caller writes to `data` from `size` on and ends with `close`. */
  reserve(bytes: number): void {
    const needed = this.size + bytes;
    if (needed <= this.data.length) return;
    const wider = new Uint8Array(Math.max(needed, this.data.length * 2));
    wider.set(this.data.subarray(0, this.size));
    this.data = wider;
  }

  /** Appends bytes as they are. */
  append(bytes: Uint8Array, start: number, end: number): void {
    const { size } = this;
    const length = end - start;
    if (size + length > this.data.length) this.reserve(length);
    const { data } = this;
    // A call to set() costs more than copying a short value.
    if (length > 40) data.set(bytes.subarray(start, end), size);
    else for (let at = start, to = size; at < end; at++, to++) data[to] = bytes[at] ?? 0;
    this.close(size + length);
  }

  /** Ends a value that was written to `data`. */
  close(size: number): void {
    this.size = size;
    this.rows++;
    this.ends[this.rows] = size;
  }

  appendNull(): void {
    const { rows } = this;
    this.valid[rows >> 3] = (this.valid[rows >> 3] ?? 0) & ~(1 << (rows & 7));
    this.nulls++;
    this.rows = rows + 1;
    this.ends[rows + 1] = this.size;
  }

  /** The values so far as Arrow data, valid until the next value is appended; the next one begins anew. */
  take(): Data {
    const data = makeData({
      type: new Utf8(),
      length: this.rows,
      nullCount: this.nulls,
      nullBitmap: this.nulls > 0 ? this.valid.slice(0, (this.rows + 7) >> 3) : undefined,
      valueOffsets: this.ends.subarray(0, this.rows + 1),
      data: this.data.subarray(0, this.size),
    });
    this.valid.fill(255);
    this.size = 0;
    this.rows = 0;
    this.nulls = 0;
    return data;
  }
}
