import { BackwardBits } from "./backwardBits.ts";
import { decodeHuffman, type HuffmanTable, readHuffmanTable } from "./huffmanTable.ts";
import { ZstdDamage } from "./zstdDamage.ts";

/** A block's literals, the table that decoded them (for later blocks), and where the bytes after them begin. */
export interface Literals {
  bytes: Uint8Array;
  table: HuffmanTable | null;
  end: number;
}

/** Reads the literals that a block begins with. `before` is the table of the block before it. */
export function readLiterals(block: Uint8Array, before: HuffmanTable | null, most: number): Literals {
  const head = block[0] ?? 0;
  const kind = head & 3;
  const format = (head >> 2) & 3;
  if (kind < 2) {
    const headBytes = [1, 2, 1, 3][format] ?? 1;
    const size =
      headBytes === 1 ? head >> 3 : (number(block, headBytes) >> 4) & (2 ** (headBytes * 8 - 4) - 1);
    const end = headBytes + (kind === 1 ? 1 : size);
    if (size > most || end > block.length) throw new ZstdDamage();
    const bytes =
      kind === 1 ? new Uint8Array(size).fill(block[headBytes] ?? 0) : block.subarray(headBytes, end);
    return { bytes, table: before, end };
  }
  const headBytes = [3, 3, 4, 5][format] ?? 3;
  const width = [10, 10, 14, 18][format] ?? 10;
  const sizes = Math.floor(number(block, headBytes) / 16);
  const size = sizes % 2 ** width;
  const end = headBytes + Math.floor(sizes / 2 ** width);
  if (size > most || end > block.length) throw new ZstdDamage();
  const described = kind === 2 ? readHuffmanTable(block, headBytes, end) : { table: before, end: headBytes };
  const { table } = described;
  if (!table) throw new ZstdDamage();
  const bytes = new Uint8Array(size);
  if (format === 0) decodeHuffman(table, new BackwardBits(block, described.end, end), bytes, 0, size);
  else decodeFour(table, block, described.end, end, bytes);
  return { bytes, table, end };
}

/** Four streams, each for a quarter; their lengths but for the last come first. */
function decodeFour(table: HuffmanTable, block: Uint8Array, from: number, to: number, out: Uint8Array): void {
  const quarter = (out.length + 3) >> 2;
  if (from + 6 > to || quarter * 3 > out.length) throw new ZstdDamage();
  let at = from + 6;
  for (let stream = 0; stream < 4; stream++) {
    const length = (block[from + stream * 2] ?? 0) | ((block[from + stream * 2 + 1] ?? 0) << 8);
    const end = stream === 3 ? to : at + length;
    if (end > to) throw new ZstdDamage();
    const last = stream === 3 ? out.length : quarter * (stream + 1);
    decodeHuffman(table, new BackwardBits(block, at, end), out, quarter * stream, last);
    at = end;
  }
}

/** The first bytes as a number, the lowest first. */
function number(bytes: Uint8Array, count: number): number {
  let value = 0;
  for (let at = count - 1; at >= 0; at--) value = value * 256 + (bytes[at] ?? 0);
  return value;
}
