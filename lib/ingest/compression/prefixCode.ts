import type { BitReader } from "./bitReader.ts";

/** A canonical prefix code: for each length the last code, and where its symbols begin. */
export interface PrefixCode {
  shortest: number;
  longest: number;
  /** By length: one more than the last code of that length, or less than all where there is none. */
  limit: Int32Array;
  /** By length: what to add to a code to find its symbol. */
  offset: Int32Array;
  symbols: Uint16Array;
}

/** The code with these lengths (1 to 20) of its symbols; null where no such code exists. */
export function prefixCode(lengths: Uint8Array): PrefixCode | null {
  const counts = new Int32Array(22);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  const limit = new Int32Array(22);
  const offset = new Int32Array(22);
  const symbols = new Uint16Array(lengths.length);
  let code = 0;
  let place = 0;
  let shortest = 0;
  let longest = 0;
  for (let length = 1; length <= 20; length++) {
    const count = counts[length] ?? 0;
    code *= 2;
    offset[length] = place - code;
    code += count;
    limit[length] = code;
    if (code > 2 ** length) return null;
    if (count === 0) continue;
    shortest ||= length;
    longest = length;
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] === length) symbols[place++] = symbol;
    }
  }
  return { shortest, longest, limit, offset, symbols };
}

/** The next symbol, or -1 where the bits are no code. */
export function readSymbol(bits: BitReader, code: PrefixCode): number {
  const ahead = bits.peek(code.longest);
  for (let length = code.shortest; length <= code.longest; length++) {
    const value = ahead >>> (code.longest - length);
    if (value >= (code.limit[length] ?? 0)) continue;
    bits.skip(length);
    return code.symbols[value + (code.offset[length] ?? 0)] ?? -1;
  }
  return -1;
}
