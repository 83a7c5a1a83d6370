import type { BitReader } from "./bitReader.ts";
import { type PrefixCode, prefixCode, readSymbol } from "./prefixCode.ts";

/** Thrown for data that no bzip2 writes; the message completes "damaged (…)". */
export class BadBzip2 extends Error {
  override name = "BadBzip2";
}

/** A block before its sorting is undone: its bytes in the low 8 bits of `sorted`, and the place of the first. */
export interface Bzip2Block {
  sorted: Uint32Array;
  first: number;
}

const symbolsAGroup = 50;

/** Reads one block after its check sum: tables, codes, runs and move-to-front. */
export function readBzip2Block(bits: BitReader, most: number): Bzip2Block {
  if (bits.read(1) === 1)
    throw new BadBzip2("its blocks are randomised, as only bzip2 before 0.9.5 wrote them");
  const first = bits.read(24);
  const bytes = bytesInUse(bits);
  const codeCount = bits.read(3);
  const selectorCount = bits.read(15);
  if (codeCount < 2 || codeCount > 6 || selectorCount === 0) throw new BadBzip2("its tables make no sense");
  const selectors = readSelectors(bits, codeCount, selectorCount);
  const codes = Array.from({ length: codeCount }, () => readCode(bits, bytes.length + 2));
  const sorted = readSymbols(bits, bytes, selectors, codes, most);
  if (first >= sorted.length) throw new BadBzip2("its first byte lies outside the block");
  return { sorted, first };
}

function bytesInUse(bits: BitReader): number[] {
  const groups = bits.read(16);
  const used: number[] = [];
  for (let group = 0; group < 16; group++) {
    if (!((groups >> (15 - group)) & 1)) continue;
    const members = bits.read(16);
    for (let member = 0; member < 16; member++) {
      if ((members >> (15 - member)) & 1) used.push(group * 16 + member);
    }
  }
  if (used.length === 0) throw new BadBzip2("it uses no bytes");
  return used;
}

function readSelectors(bits: BitReader, codeCount: number, count: number): Uint8Array {
  const selectors = new Uint8Array(count);
  const recent = Array.from({ length: codeCount }, (_, index) => index);
  for (let i = 0; i < count; i++) {
    let place = 0;
    while (bits.read(1) === 1)
      if (++place >= codeCount) throw new BadBzip2("it selects a table that it lacks");
    const [chosen = 0] = recent.splice(place, 1);
    recent.unshift(chosen);
    selectors[i] = chosen;
  }
  return selectors;
}

function readCode(bits: BitReader, symbols: number): PrefixCode {
  const lengths = new Uint8Array(symbols);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    for (;;) {
      if (length < 1 || length > 20) throw new BadBzip2("a code is too long");
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  const code = prefixCode(lengths);
  if (!code) throw new BadBzip2("its codes contradict each other");
  return code;
}

function readSymbols(
  bits: BitReader,
  bytes: readonly number[],
  selectors: Uint8Array,
  codes: readonly PrefixCode[],
  most: number,
): Uint32Array {
  const sorted = new Uint32Array(most);
  const recent = Uint8Array.from(bytes);
  const endSymbol = bytes.length + 1;
  let count = 0;
  let run = 0;
  let runBit = 1;
  for (const selector of selectors) {
    const code = codes[selector];
    if (!code) throw new BadBzip2("it selects a table that it lacks");
    for (let i = 0; i < symbolsAGroup; i++) {
      const symbol = readSymbol(bits, code);
      if (symbol < 0) throw new BadBzip2("a code stands for nothing");
      if (symbol <= 1) {
        // A run of the most recent byte, its length in digits 1 and 2.
        run += runBit << symbol;
        runBit *= 2;
        if (run > most) throw new BadBzip2("a run is longer than the block");
        continue;
      }
      if (run > 0) {
        if (count + run > most) throw new BadBzip2("the block is longer than it may be");
        sorted.fill(recent[0] ?? 0, count, count + run);
        count += run;
        run = 0;
        runBit = 1;
      }
      if (symbol === endSymbol) return sorted.subarray(0, count);
      if (count >= most) throw new BadBzip2("the block is longer than it may be");
      const place = symbol - 1;
      const byte = recent[place] ?? 0;
      recent.copyWithin(1, 0, place);
      recent[0] = byte;
      sorted[count++] = byte;
    }
  }
  throw new BadBzip2("the block has no end");
}
