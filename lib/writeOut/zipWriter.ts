import { Deflate } from "fflate";
import { crc32 } from "../ingest/crc32.ts";

/** What 32 bits and 16 bits cannot hold is written as these, and its true value in a field of ZIP64. */
const most32 = 0xffff_ffff;
const most16 = 0xffff;
/** A CRC and sizes follow the bytes; names are UTF-8. */
const flags = 0x0808;
const deflated = 8;
const [plainVersion, zip64Version] = [20, 45];

interface Entry {
  name: Uint8Array;
  at: number;
  crc: number;
  packed: number;
  size: number;
}

/**
 * A zip archive (APPNOTE 6.3.9) as bytes in order, one file after the other, with no file in memory. Files that are
 * compressed already are "deflated" in stored blocks: of truly stored ones some readers want the size before the bytes.
 * What is too much for a plain archive becomes ZIP64. `madeAt` is ms since 1970.
 */
export class ZipWriter {
  private readonly entries: Entry[] = [];
  private at = 0;

  constructor(
    private readonly write: (bytes: Uint8Array) => Promise<void>,
    private readonly madeAt: number,
    /** Most bytes and files of a plain archive. */
    private readonly plain = { bytes: most32 - 1, files: most16 - 1 },
  ) {}

  /** Begins a file; the one before must be over. */
  async add(
    path: string,
    isPacked: boolean,
  ): Promise<{ write(bytes: Uint8Array): Promise<void>; end(): Promise<void> }> {
    const name = new TextEncoder().encode(path);
    const entry: Entry = { name, at: this.at, crc: 0, packed: 0, size: 0 };
    const head = new Fields(30 + name.length);
    head.u32(0x04034b50).u16(plainVersion).u16(flags).u16(deflated).u32(this.time()).u32(0).u32(0).u32(0);
    await this.put(head.u16(name.length).u16(0).bytes(name).all);
    let made: Uint8Array[] = [];
    const deflate = new Deflate({ level: isPacked ? 0 : 6 }, (chunk) => made.push(chunk));
    const flush = async () => {
      for (const chunk of made) {
        entry.packed += chunk.byteLength;
        await this.put(chunk);
      }
      made = [];
    };
    return {
      write: async (bytes) => {
        entry.crc = crc32(bytes, entry.crc);
        entry.size += bytes.byteLength;
        deflate.push(bytes);
        await flush();
      },
      end: async () => {
        deflate.push(new Uint8Array(0), true);
        await flush();
        const isLarge = this.isLarge(entry.packed) || this.isLarge(entry.size);
        const tail = new Fields(isLarge ? 24 : 16).u32(0x08074b50).u32(entry.crc);
        if (isLarge) tail.u64(entry.packed).u64(entry.size);
        else tail.u32(entry.packed).u32(entry.size);
        await this.put(tail.all);
        this.entries.push(entry);
      },
    };
  }

  /** The list of files, which ends the archive. */
  async end(): Promise<void> {
    const begin = this.at;
    for (const entry of this.entries) await this.put(this.listed(entry));
    const size = this.at - begin;
    const count = this.entries.length;
    const isLarge = count > this.plain.files || this.isLarge(begin) || this.isLarge(size);
    if (isLarge) {
      const end = new Fields(76);
      end.u32(0x06064b50).u64(44).u16(zip64Version).u16(zip64Version).u32(0).u32(0);
      end.u64(count).u64(count).u64(size).u64(begin);
      await this.put(
        end
          .u32(0x07064b50)
          .u32(0)
          .u64(begin + size)
          .u32(1).all,
      );
    }
    const last = new Fields(22).u32(0x06054b50).u16(0).u16(0);
    const shown = isLarge ? most16 : count;
    last
      .u16(shown)
      .u16(shown)
      .u32(isLarge ? most32 : size)
      .u32(isLarge ? most32 : begin)
      .u16(0);
    await this.put(last.all);
  }

  private listed({ name, at, crc, packed, size }: Entry): Uint8Array {
    const large = [size, packed, at].filter((value) => this.isLarge(value));
    const extra = large.length === 0 ? 0 : 4 + large.length * 8;
    const version = extra === 0 ? plainVersion : zip64Version;
    const shown = (value: number) => (this.isLarge(value) ? most32 : value);
    const entry = new Fields(46 + name.length + extra);
    entry.u32(0x02014b50).u16(version).u16(version).u16(flags).u16(deflated).u32(this.time());
    entry.u32(crc).u32(shown(packed)).u32(shown(size)).u16(name.length).u16(extra);
    entry.u16(0).u16(0).u16(0).u32(0).u32(shown(at)).bytes(name);
    if (extra > 0) {
      entry.u16(1).u16(extra - 4);
      for (const value of large) entry.u64(value);
    }
    return entry.all;
  }

  private isLarge(value: number): boolean {
    return value > this.plain.bytes;
  }

  /** Date and time of day as MS-DOS has them, of the years from 1980 on. */
  private time(): number {
    const made = new Date(this.madeAt);
    const day = ((made.getFullYear() - 1980) << 9) | ((made.getMonth() + 1) << 5) | made.getDate();
    const clock = (made.getHours() << 11) | (made.getMinutes() << 5) | (made.getSeconds() >> 1);
    return ((day << 16) | clock) >>> 0;
  }

  private async put(bytes: Uint8Array): Promise<void> {
    this.at += bytes.byteLength;
    await this.write(bytes);
  }
}

/** Numbers one behind the other, the lowest byte first. */
class Fields {
  readonly all: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(length: number) {
    this.all = new Uint8Array(length);
    this.view = new DataView(this.all.buffer);
  }
  u16(value: number): this {
    this.view.setUint16(this.at, value, true);
    this.at += 2;
    return this;
  }
  u32(value: number): this {
    this.view.setUint32(this.at, value, true);
    this.at += 4;
    return this;
  }
  u64(value: number): this {
    this.view.setBigUint64(this.at, BigInt(value), true);
    this.at += 8;
    return this;
  }
  bytes(value: Uint8Array): this {
    this.all.set(value, this.at);
    this.at += value.length;
    return this;
  }
}
