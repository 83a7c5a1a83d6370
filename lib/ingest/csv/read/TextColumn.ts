import { type Data, makeData, Utf8 } from "apache-arrow";

/** The values of one text column of a batch, appended one by one from bytes; NULL where there is none. */
export class TextColumn {
  data = new Uint8Array(1 << 12);
  size = 0;
  private ends: Int32Array;
  private valid: Uint8Array;
  private rows = 0;
  private nulls = 0;

  constructor(capacity: number) {
    this.ends = new Int32Array(capacity + 1);
    this.valid = new Uint8Array((capacity + 7) >> 3);
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
    const length = end - start;
    if (this.size + length > this.data.length) this.reserve(length);
    const { data, size } = this;
    // A call to set() costs more than copying a short value.
    if (length > 48) data.set(bytes.subarray(start, end), size);
    else for (let at = start, to = size; at < end; at++, to++) data[to] = bytes[at] ?? 0;
    this.close(size + length);
  }

  /** Ends a value that was written to `data`. */
  close(size: number): void {
    const { rows } = this;
    this.size = size;
    this.valid[rows >> 3] = (this.valid[rows >> 3] ?? 0) | (1 << (rows & 7));
    this.rows = rows + 1;
    this.ends[rows + 1] = size;
  }

  appendNull(): void {
    this.nulls++;
    this.rows++;
    this.ends[this.rows] = this.size;
  }

  /** The values so far as Arrow data, and begins anew; `capacity` as in the constructor. */
  take(capacity: number): Data {
    const data = makeData({
      type: new Utf8(),
      length: this.rows,
      nullCount: this.nulls,
      nullBitmap: this.nulls > 0 ? this.valid : undefined,
      valueOffsets: this.ends.subarray(0, this.rows + 1),
      data: this.data.subarray(0, this.size),
    });
    // Fresh arrays: the batch keeps the old ones until it is written.
    this.data = new Uint8Array(Math.max(1 << 12, this.size));
    this.ends = new Int32Array(capacity + 1);
    this.valid = new Uint8Array((capacity + 7) >> 3);
    this.size = 0;
    this.rows = 0;
    this.nulls = 0;
    return data;
  }
}
