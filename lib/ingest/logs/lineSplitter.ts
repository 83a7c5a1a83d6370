/**
 * Cuts chunks of UTF-8 into lines without ever holding more than a chunk and a line of the longest length allowed.
 * After `next` the line is bytes `from` to `to - 1` of `buffer`, without its end; where `isTooLong`, only its beginning.
 */
export class LineSplitter {
  buffer: Uint8Array = new Uint8Array(0);
  from = 0;
  to = 0;
  isTooLong = false;
  /** The line's number, from 1, and its first byte's place in the text. */
  line = 0;
  byte = 0;
  private at = 0;
  private bufferByte = 0;
  /** Where a line that is too long goes on: its rest is passed over. */
  private isPassing = false;

  constructor(private readonly mostBytes: number) {}

  /** Adds the next chunk; all lines that were whole must have been taken. */
  push(chunk: Uint8Array): void {
    const rest = this.buffer.subarray(this.at);
    this.bufferByte += this.at;
    this.at = 0;
    if (rest.length === 0) {
      this.buffer = chunk;
      return;
    }
    const joined = new Uint8Array(rest.length + chunk.length);
    joined.set(rest);
    joined.set(chunk, rest.length);
    this.buffer = joined;
  }

  /** Goes to the next line; false where it is not whole yet, or where there is none after the last chunk. */
  next(isLast: boolean): boolean {
    const { buffer } = this;
    if (this.isPassing) {
      const end = buffer.indexOf(10, this.at);
      this.at = end < 0 ? buffer.length : end + 1;
      if (end < 0) return false;
      this.isPassing = false;
    }
    const start = this.at;
    if (start >= buffer.length) return false;
    const feed = buffer.indexOf(10, start);
    const end = feed < 0 ? buffer.length : feed;
    this.isTooLong = end - start > this.mostBytes;
    if (feed < 0 && !isLast && !this.isTooLong) return false;
    this.line++;
    this.byte = this.bufferByte + start;
    this.from = start;
    this.to = end > start && buffer[end - 1] === 13 ? end - 1 : end;
    if (this.isTooLong) this.to = start + this.mostBytes;
    this.at = feed < 0 ? end : feed + 1;
    this.isPassing = feed < 0 && !isLast;
    return true;
  }
}
