import { IngestError } from "../../types.ts";

const mostBytes = 2 ** 30;

/** The part of a stream that is being parsed: whole records are used up from its front, chunks come in at its end. */
export class ByteWindow {
  bytes: Uint8Array = new Uint8Array(0);
  /** Where in `bytes` the next record begins, and where in the stream `bytes` begins. */
  at = 0;
  offset = 0;
  isLast = false;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(
    stream: ReadableStream<Uint8Array>,
    private readonly onChunk: (chunk: Uint8Array) => void,
  ) {
    this.reader = stream.getReader();
  }

  /** Takes in more bytes: twice as many as are left, so that a long record is not looked through again and again. */
  async more(): Promise<void> {
    const rest = this.bytes.subarray(this.at);
    if (rest.length > mostBytes) {
      throw new IngestError(
        `One record is larger than 1 GiB (from byte ${this.offset + this.at}). Is this really a table? Choose another delimiter or quote, or split the file.`,
      );
    }
    const parts: Uint8Array[] = [rest];
    let added = 0;
    while (!this.isLast && (added === 0 || added < rest.length)) {
      const part = await this.reader.read();
      if (part.done) this.isLast = true;
      else if (part.value.length > 0) {
        this.onChunk(part.value);
        parts.push(part.value);
        added += part.value.length;
      }
    }
    this.offset += this.at;
    this.at = 0;
    const [, only] = parts;
    if (rest.length === 0 && parts.length === 2 && only) {
      this.bytes = only;
      return;
    }
    const joined = new Uint8Array(rest.length + added);
    let to = 0;
    for (const part of parts) {
      joined.set(part, to);
      to += part.length;
    }
    this.bytes = joined;
  }

  /** Uses up bytes to before `byte` of the stream; answers false where the stream ends before. */
  async skipTo(byte: number): Promise<boolean> {
    while (this.offset + this.bytes.length < byte) {
      if (this.isLast) return false;
      this.at = this.bytes.length;
      await this.more();
    }
    this.at = byte - this.offset;
    return true;
  }

  async close(): Promise<void> {
    await this.reader.cancel().catch(() => undefined);
  }
}
