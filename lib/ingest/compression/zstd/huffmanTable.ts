import { BackwardBits } from "./backwardBits.ts";
import { readFseTable } from "./fseTable.ts";
import { ZstdDamage } from "./zstdDamage.ts";

const longestCode = 11;

/** Codes of literals: for each value of the next `log` bits the literal, and how many of the bits are its code. */
export interface HuffmanTable {
  log: number;
  symbols: Uint8Array;
  lengths: Uint8Array;
}

/** Reads the description of a table; `end` is where the bytes after it begin. */
export function readHuffmanTable(
  bytes: Uint8Array,
  from: number,
  to: number,
): { table: HuffmanTable; end: number } {
  const head = bytes[from];
  if (head === undefined || from >= to) throw new ZstdDamage();
  const end = from + 1 + (head < 128 ? head : (head - 126) >> 1);
  if (end > to) throw new ZstdDamage();
  const weights =
    head < 128 ? packedWeights(bytes, from + 1, end) : plainWeights(bytes, from + 1, head - 127);
  return { table: tableOf(weights), end };
}

function plainWeights(bytes: Uint8Array, from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => ((bytes[from + (i >> 1)] ?? 0) >> (i & 1 ? 0 : 4)) & 15);
}

/** Weights in two interleaved states of one table, until the bits are at their end. */
function packedWeights(bytes: Uint8Array, from: number, to: number): number[] {
  const { table, end } = readFseTable(bytes, from, to, 256, 6);
  const bits = new BackwardBits(bytes, end, to);
  const states = [bits.read(table.log), bits.read(table.log)];
  if (bits.left < 0) throw new ZstdDamage();
  const weights: number[] = [];
  for (let turn = 0; weights.length < 256; turn ^= 1) {
    const state = states[turn] ?? 0;
    weights.push(table.symbols[state] ?? 0);
    states[turn] = (table.bases[state] ?? 0) + bits.read(table.bits[state] ?? 0);
    if (bits.left >= 0) continue;
    weights.push(table.symbols[states[turn ^ 1] ?? 0] ?? 0);
    return weights;
  }
  throw new ZstdDamage();
}

function tableOf(weights: number[]): HuffmanTable {
  const sum = weights.reduce((total, weight) => total + (weight > 0 ? 2 ** (weight - 1) : 0), 0);
  if (sum === 0 || weights.length > 255) throw new ZstdDamage();
  const log = 32 - Math.clz32(sum);
  const left = 2 ** log - sum;
  // The last weight is not written: it fills what is left, which must be a power of two.
  if (log > longestCode || (left & (left - 1)) !== 0) throw new ZstdDamage();
  const all = [...weights, 32 - Math.clz32(left)];
  const symbols = new Uint8Array(2 ** log);
  const lengths = new Uint8Array(2 ** log);
  let at = 0;
  for (let weight = 1; weight <= log; weight++) {
    for (let symbol = 0; symbol < all.length; symbol++) {
      if (all[symbol] !== weight) continue;
      const end = at + 2 ** (weight - 1);
      symbols.fill(symbol, at, end);
      lengths.fill(log + 1 - weight, at, end);
      at = end;
    }
  }
  if (at !== symbols.length) throw new ZstdDamage();
  return { log, symbols, lengths };
}

/** Decodes one stream of literals, which must come out at exactly the length of its place in `out`. */
export function decodeHuffman(
  { log, symbols, lengths }: HuffmanTable,
  bits: BackwardBits,
  out: Uint8Array,
  from: number,
  to: number,
): void {
  const mask = (1 << log) - 1;
  let at = from;
  // Two codes a turn, as long as the bits surely last.
  while (at + 2 <= to && bits.left >= 2 * longestCode) {
    const word = bits.peek(2 * log);
    const first = word >>> log;
    const width = lengths[first] ?? 0;
    const second = (word >>> (log - width)) & mask;
    out[at] = symbols[first] ?? 0;
    out[at + 1] = symbols[second] ?? 0;
    bits.left -= width + (lengths[second] ?? 0);
    at += 2;
  }
  for (; at < to; at++) {
    const ahead = bits.peek(log);
    out[at] = symbols[ahead] ?? 0;
    bits.left -= lengths[ahead] ?? 0;
    if (bits.left < 0) throw new ZstdDamage();
  }
  if (bits.left !== 0) throw new ZstdDamage();
}
