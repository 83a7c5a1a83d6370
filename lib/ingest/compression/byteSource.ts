/** Bytes of a stream asked for by number, whatever pieces they come in. */
export class ByteSource {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private buffer = new Uint8Array(0);
  private at = 0;
  private ended = false;
  /** How many bytes were taken so far. */
  taken = 0;

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.chunks = stream[Symbol.asyncIterator]();
  }

  /** The next `count` bytes, or fewer where the stream ends before; valid until the next call. */
  async take(count: number): Promise<Uint8Array> {
    await this.fill(count);
    const bytes = this.buffer.subarray(this.at, this.at + count);
    this.at += bytes.length;
    this.taken += bytes.length;
    return bytes;
  }

  /** As `take`, but the bytes stay to be taken. */
  async peek(count: number): Promise<Uint8Array> {
    await this.fill(count);
    return this.buffer.subarray(this.at, this.at + count);
  }

  /** Whatever is at hand, at most `most` bytes; empty only at the end. */
  async some(most: number): Promise<Uint8Array> {
    await this.fill(1);
    return this.take(Math.min(most, this.buffer.length - this.at));
  }

  /** Leaves out `count` bytes; answers how many there were. */
  async skip(count: number): Promise<number> {
    let left = count;
    while (left > 0) {
      const part = await this.some(left);
      if (part.length === 0) break;
      left -= part.length;
    }
    return count - left;
  }

  /** The stream need not be read any further. */
  async close(): Promise<void> {
    this.ended = true;
    await this.chunks.return?.();
  }

  private async fill(count: number): Promise<void> {
    let have = this.buffer.length - this.at;
    if (have >= count || this.ended) return;
    const parts: Uint8Array[] = [this.buffer.subarray(this.at)];
    while (have < count) {
      const { done, value } = await this.chunks.next();
      if (done) {
        this.ended = true;
        break;
      }
      parts.push(value);
      have += value.length;
    }
    this.buffer = joinBytes(parts, have);
    this.at = 0;
  }
}

/** Pieces one after the other in a single array. */
export function joinBytes(parts: readonly Uint8Array[], length?: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length ?? parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
