import type { RemoteFile } from "./RemoteFile.ts";

/** Bytes of a file from `from` on. */
export interface HeldBytes {
  from: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A remote file of which some ranges are in memory already. What is asked of it beyond them is fetched; a range that
 * begins and ends in held ones has zeros between them, since only what lies between columns is left out so.
 */
export class HeldRanges {
  readonly size: number;

  constructor(
    private readonly file: RemoteFile,
    private held: readonly HeldBytes[],
    private readonly signal?: AbortSignal,
  ) {
    this.size = file.size;
  }

  /** From now on these ranges are in memory, and no others. */
  hold(held: readonly HeldBytes[]): void {
    this.held = held;
  }

  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> } {
    return { arrayBuffer: async () => (await this.read(from, to)).buffer };
  }

  private async read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    const within = this.held.find((one) => one.from <= from && to <= endOf(one));
    if (within) return within.bytes.slice(from - within.from, to - within.from);
    const inside = this.held.filter((one) => from <= one.from && endOf(one) <= to);
    const isEdged = inside.some((one) => one.from === from) && inside.some((one) => endOf(one) === to);
    if (!isEdged) return this.file.read(from, to, this.signal);
    const all = new Uint8Array(to - from);
    for (const one of inside) all.set(one.bytes, one.from - from);
    return all;
  }
}

function endOf({ from, bytes }: HeldBytes): number {
  return from + bytes.length;
}
