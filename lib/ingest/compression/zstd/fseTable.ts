import { ZstdDamage } from "./zstdDamage.ts";

/** A table of finite state entropy: for each state its symbol, and how the next one is found. */
export interface FseTable {
  /** The logarithm of the number of states. */
  log: number;
  symbols: Uint8Array;
  /** How many bits to read, and what to add them to, for the next state. */
  bits: Uint8Array;
  bases: Uint16Array;
}

/** The table of a distribution: how many states each symbol has, -1 for less than one. */
export function fseTable(counts: ArrayLike<number>, log: number): FseTable {
  const size = 1 << log;
  const symbols = new Uint8Array(size);
  const next = new Uint16Array(counts.length);
  let high = size - 1;
  for (let symbol = 0; symbol < counts.length; symbol++) {
    const count = counts[symbol] ?? 0;
    next[symbol] = count === -1 ? 1 : count;
    if (count === -1) symbols[high--] = symbol;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let state = 0;
  for (let symbol = 0; symbol < counts.length; symbol++) {
    for (let i = counts[symbol] ?? 0; i > 0; i--) {
      symbols[state] = symbol;
      do state = (state + step) & (size - 1);
      while (state > high);
    }
  }
  if (state !== 0) throw new ZstdDamage();
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  for (let at = 0; at < size; at++) {
    const symbol = symbols[at] ?? 0;
    const number = next[symbol] ?? 1;
    next[symbol] = number + 1;
    const width = log - (31 - Math.clz32(number));
    bits[at] = width;
    bases[at] = (number << width) - size;
  }
  return { log, symbols, bits, bases };
}

/** The table of a single symbol, which takes no bits. */
export function singleTable(symbol: number): FseTable {
  return { log: 0, symbols: Uint8Array.of(symbol), bits: new Uint8Array(1), bases: new Uint16Array(1) };
}

/** Reads a distribution of at most `mostSymbols` symbols and makes its table; `end` is where the bytes after it begin. */
export function readFseTable(
  bytes: Uint8Array,
  from: number,
  to: number,
  mostSymbols: number,
  mostLog: number,
): { table: FseTable; end: number } {
  let at = 0;
  const peek = (count: number) => {
    const byte = from + (at >>> 3);
    const word = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16);
    return (word >>> (at & 7)) & ((1 << count) - 1);
  };
  const log = peek(4) + 5;
  at += 4;
  if (log > mostLog) throw new ZstdDamage();
  const counts: number[] = [];
  let remaining = (1 << log) + 1;
  let threshold = 1 << log;
  let width = log + 1;
  while (remaining > 1) {
    if (counts.length >= mostSymbols || from + (at >>> 3) >= to) throw new ZstdDamage();
    const most = 2 * threshold - 1 - remaining;
    const low = peek(width - 1);
    let count = low;
    if (low < most) at += width - 1;
    else {
      count = peek(width);
      if (count >= threshold) count -= most;
      at += width;
    }
    count--;
    remaining -= Math.abs(count);
    counts.push(count);
    while (remaining < threshold) {
      width--;
      threshold >>= 1;
    }
    // After a symbol without states follows how many more have none.
    for (let more = count === 0 ? 3 : 0; more === 3; ) {
      more = peek(2);
      at += 2;
      for (let i = 0; i < more; i++) counts.push(0);
      if (counts.length > mostSymbols) throw new ZstdDamage();
    }
  }
  const end = from + ((at + 7) >>> 3);
  if (remaining !== 1 || end > to) throw new ZstdDamage();
  return { table: fseTable(counts, log), end };
}
