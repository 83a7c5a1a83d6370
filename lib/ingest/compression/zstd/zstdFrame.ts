import { BackwardBits } from "./backwardBits.ts";
import type { HuffmanTable } from "./huffmanTable.ts";
import { readLiterals } from "./readLiterals.ts";
import { literalCodes, matchCodes, readSequenceTables, type SequenceTables } from "./sequenceTables.ts";
import { ZstdDamage } from "./zstdDamage.ts";

/** No block gives more than this. */
export const largestBlock = 1 << 17;

/** Decodes the blocks of one frame, each of which may refer back into those before it as far as the window reaches. */
export class ZstdFrame {
  private readonly out: Uint8Array;
  private end = 0;
  /** The three most recent offsets. */
  private first = 1;
  private second = 4;
  private third = 8;
  private huffman: HuffmanTable | null = null;
  private tables: SequenceTables | null = null;

  constructor(private readonly window: number) {
    // Room beside the window, so that its bytes are moved rarely: at most twice for each byte that comes out.
    this.out = new Uint8Array(window + largestBlock + Math.max(window >> 1, Math.min(window, 1 << 20)));
  }

  /** The bytes of a stored block (0), of a run of one byte (1) or of a compressed block (2); valid until the next call. */
  block(kind: number, bytes: Uint8Array, size: number): Uint8Array {
    this.makeRoom();
    const from = this.end;
    if (kind === 0) {
      this.out.set(bytes, from);
      this.end += bytes.length;
    } else if (kind === 1) {
      this.out.fill(bytes[0] ?? 0, from, from + size);
      this.end += size;
    } else this.compressed(bytes);
    return this.out.subarray(from, this.end);
  }

  private makeRoom(): void {
    if (this.end + largestBlock <= this.out.length) return;
    const kept = Math.min(this.end, this.window);
    this.out.copyWithin(0, this.end - kept, this.end);
    this.end = kept;
  }

  private compressed(block: Uint8Array): void {
    const literals = readLiterals(block, this.huffman, largestBlock);
    this.huffman = literals.table;
    const { count, end } = sequenceCount(block, literals.end);
    if (count === 0) {
      if (end !== block.length) throw new ZstdDamage();
      this.out.set(literals.bytes, this.end);
      this.end += literals.bytes.length;
      return;
    }
    const { tables, end: start } = readSequenceTables(block, end, this.tables);
    this.tables = tables;
    this.sequences(new BackwardBits(block, start, block.length), count, literals.bytes, tables);
  }

  private sequences(bits: BackwardBits, count: number, literals: Uint8Array, tables: SequenceTables): void {
    const { out } = this;
    const most = this.end + largestBlock;
    let to = this.end;
    let at = 0;
    // Out of their objects: this loop runs once for every few bytes of content.
    const { symbols: literalSymbols, bits: literalBits, bases: literalBases } = tables.literals;
    const { symbols: offsetSymbols, bits: offsetBits, bases: offsetBases } = tables.offsets;
    const { symbols: matchSymbols, bits: matchBits, bases: matchBases } = tables.matches;
    let literalState = bits.read(tables.literals.log);
    let offsetState = bits.read(tables.offsets.log);
    let matchState = bits.read(tables.matches.log);
    for (let left = count; left > 0; left--) {
      const offsetCode = offsetSymbols[offsetState] ?? 0;
      const matchCode = matchSymbols[matchState] ?? 0;
      const literalCode = literalSymbols[literalState] ?? 0;
      const offsetValue = ((1 << offsetCode) >>> 0) + bits.readLong(offsetCode);
      const length = (matchCodes.bases[matchCode] ?? 0) + bits.read(matchCodes.bits[matchCode] ?? 0);
      const plain = (literalCodes.bases[literalCode] ?? 0) + bits.read(literalCodes.bits[literalCode] ?? 0);
      if (left > 1) {
        literalState = (literalBases[literalState] ?? 0) + bits.read(literalBits[literalState] ?? 0);
        matchState = (matchBases[matchState] ?? 0) + bits.read(matchBits[matchState] ?? 0);
        offsetState = (offsetBases[offsetState] ?? 0) + bits.read(offsetBits[offsetState] ?? 0);
      }
      const back = this.offsetOf(offsetValue, plain === 0);
      if (bits.left < 0 || at + plain > literals.length || to + plain + length > most) throw new ZstdDamage();
      copyLiterals(literals, at, out, to, plain);
      at += plain;
      to += plain;
      if (back > to || back > this.window + (to - this.end)) throw new ZstdDamage();
      copyMatch(out, to, back, length);
      to += length;
    }
    const rest = literals.length - at;
    if (bits.left !== 0 || to + rest > most) throw new ZstdDamage();
    out.set(literals.subarray(at), to);
    this.end = to + rest;
  }

  /** The offset that a value stands for: 1 to 3 are recent ones, in another order after no literals. */
  private offsetOf(value: number, isAfterNone: boolean): number {
    if (value > 3) {
      this.third = this.second;
      this.second = this.first;
      this.first = value - 3;
      return this.first;
    }
    const place = value - 1 + (isAfterNone ? 1 : 0);
    if (place === 0) return this.first;
    const offset = place === 1 ? this.second : place === 2 ? this.third : this.first - 1;
    if (offset <= 0) throw new ZstdDamage();
    if (place !== 1) this.third = this.second;
    this.second = this.first;
    this.first = offset;
    return offset;
  }
}

function copyLiterals(from: Uint8Array, at: number, out: Uint8Array, to: number, count: number): void {
  // Byte by byte is faster for the few that there mostly are.
  if (count > 64) out.set(from.subarray(at, at + count), to);
  else for (let i = 0; i < count; i++) out[to + i] = from[at + i] ?? 0;
}

function copyMatch(out: Uint8Array, to: number, back: number, length: number): void {
  if (back >= length && length > 64) out.copyWithin(to, to - back, to - back + length);
  // A match that overlaps itself repeats what it has just written.
  else for (let i = 0; i < length; i++) out[to + i] = out[to + i - back] ?? 0;
}

function sequenceCount(block: Uint8Array, at: number): { count: number; end: number } {
  const [a, b = 0, c = 0] = block.subarray(at, at + 3);
  if (a === undefined) throw new ZstdDamage();
  if (a < 128) return { count: a, end: at + 1 };
  return a < 255
    ? { count: ((a - 128) << 8) + b, end: at + 2 }
    : { count: b + (c << 8) + 0x7f00, end: at + 3 };
}
