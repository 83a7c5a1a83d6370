/**
 * Whether a file has come to its most bytes, asked while writers still hold rows back (Parquet a whole row group): what
 * they hold counts by what rows before it came to.
 */
export class ByteBound {
  private handed = 0;
  private written = 0;
  private heldFrom = 0;
  private before = { handed: 0, written: 0 };

  constructor(private readonly maxBytes: number | null) {}

  /** Bytes of rows that a writer was given. */
  take(bytes: number): void {
    this.handed += bytes;
  }

  /** Bytes that came of them. */
  give(bytes: number): void {
    this.written += bytes;
    this.heldFrom = this.handed;
  }

  isFull(): boolean {
    if (this.maxBytes === null) return false;
    const [handed, written] = [this.before.handed + this.heldFrom, this.before.written + this.written];
    // Until something has come of rows, they are taken for as large as they are in memory.
    const each = handed > 0 && written > 0 ? written / handed : 1;
    return this.written + (this.handed - this.heldFrom) * each >= this.maxBytes;
  }

  /** Begins the next file. */
  next(): void {
    this.before.handed += this.handed;
    this.before.written += this.written;
    this.handed = 0;
    this.written = 0;
    this.heldFrom = 0;
  }
}
