import { ByteSource } from "../compression/byteSource.ts";
import type { Codec } from "../compression/detectCodec.ts";
import { type OpenOptions, openStream } from "../compression/openStream.ts";

/** A tar archive's content, from front to back. */
export interface TarSource {
  /** Bytes taken or skipped so far. */
  readonly at: number;
  /** The next `count` bytes, or fewer at the end; valid until the next call. */
  take(count: number): Promise<Uint8Array>;
  /** Whatever is at hand, at most `most` bytes; empty only at the end. */
  some(most: number): Promise<Uint8Array>;
  /** Leaves out `count` bytes; answers how many there were. */
  skip(count: number): Promise<number>;
  close(): Promise<void>;
}

/** Opens an archive: one that is not compressed is skipped through without being read. */
export function tarSource(file: Blob, codec: Codec, options: OpenOptions): TarSource {
  return codec === "none" ? new PlainTar(file, options) : new PackedTar(openStream(file, codec, options));
}

const pieceBytes = 1 << 20;

class PlainTar implements TarSource {
  at = 0;

  constructor(
    private readonly file: Blob,
    private readonly options: OpenOptions,
  ) {}

  async take(count: number): Promise<Uint8Array> {
    this.options.signal?.throwIfAborted();
    const bytes = new Uint8Array(await this.file.slice(this.at, this.at + count).arrayBuffer());
    this.at += bytes.length;
    this.options.onBytes?.(this.at);
    return bytes;
  }

  some(most: number): Promise<Uint8Array> {
    return this.take(Math.min(most, pieceBytes));
  }

  async skip(count: number): Promise<number> {
    const skipped = Math.min(count, this.file.size - this.at);
    this.at += skipped;
    return skipped;
  }

  async close(): Promise<void> {
    this.at = this.file.size;
  }
}

class PackedTar implements TarSource {
  private readonly source: ByteSource;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.source = new ByteSource(stream);
  }

  get at(): number {
    return this.source.taken;
  }

  take(count: number): Promise<Uint8Array> {
    return this.source.take(count);
  }

  some(most: number): Promise<Uint8Array> {
    return this.source.some(most);
  }

  skip(count: number): Promise<number> {
    return this.source.skip(count);
  }

  close(): Promise<void> {
    return this.source.close();
  }
}
