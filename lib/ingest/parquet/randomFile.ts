/** What is asked of a Parquet file: bytes from anywhere in it. A Blob is one. */
export interface RandomFile {
  readonly size: number;
  slice(from: number, to: number): Pick<Blob, "arrayBuffer">;
  /** Is told which row group will be read soon. */
  begin?(group: number): void;
}

/** A file whose bytes are in memory: each read of a small file would otherwise wait for the browser's file system. */
export function heldFile(bytes: Uint8Array): RandomFile {
  return { size: bytes.length, slice: (from, to) => held(bytes.subarray(from, to)) };
}

/** A file of row groups, each read by one read, while the one before it is decoded. */
export class AheadFile implements RandomFile {
  readonly size: number;
  private held: Range[] = [];

  constructor(
    private readonly file: Blob,
    /** Where the row groups lie; null for one that is to be read as it is asked for. */
    private readonly groups: readonly (readonly [from: number, to: number] | null)[],
  ) {
    this.size = file.size;
  }

  /** Begins to read a row group, and forgets all others but the one that was begun last. */
  begin(group: number): void {
    const range = this.groups[group];
    if (!range) return;
    const [from, to] = range;
    const bytes = this.file.slice(from, to).arrayBuffer();
    // Whoever asks for it learns of a failure.
    bytes.catch(() => undefined);
    this.held = [...this.held.slice(-1), { from, to, bytes }];
  }

  slice(from: number, to: number): Pick<Blob, "arrayBuffer"> {
    const range = this.held.find((one) => one.from <= from && to <= one.to);
    if (!range) return this.file.slice(from, to);
    return { arrayBuffer: async () => (await range.bytes).slice(from - range.from, to - range.from) };
  }
}

interface Range {
  from: number;
  to: number;
  bytes: Promise<ArrayBuffer>;
}

function held(bytes: Uint8Array): Pick<Blob, "arrayBuffer"> {
  return { arrayBuffer: async () => new Uint8Array(bytes).buffer };
}
