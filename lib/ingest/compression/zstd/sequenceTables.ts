import { type FseTable, fseTable, readFseTable, singleTable } from "./fseTable.ts";
import { ZstdDamage } from "./zstdDamage.ts";

/** The tables that sequences are decoded with: lengths of literals, offsets, lengths of matches. */
export interface SequenceTables {
  literals: FseTable;
  offsets: FseTable;
  matches: FseTable;
}

/** The least length of each code, and how many bits say how much more it is. */
export interface LengthCodes {
  bases: Int32Array;
  bits: Uint8Array;
}

export const literalCodes = lengthCodes(
  0,
  16,
  [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
);
export const matchCodes = lengthCodes(
  3,
  32,
  [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
);

const usual: SequenceTables = {
  literals: fseTable([4, 3, ...few(11, 2), 1, 1, 1, ...few(9, 2), 3, 2, ...few(5, 1), ...few(4, -1)], 6),
  offsets: fseTable([...few(6, 1), 2, 2, 2, ...few(15, 1), ...few(5, -1)], 5),
  matches: fseTable([1, 4, 3, ...few(6, 2), ...few(37, 1), ...few(7, -1)], 6),
};
const kinds = [
  { name: "literals", symbols: 36, log: 9, shift: 6 },
  { name: "offsets", symbols: 32, log: 8, shift: 4 },
  { name: "matches", symbols: 53, log: 9, shift: 2 },
] as const;

/** Reads which tables a block uses: the usual ones, a single symbol, its own, or those of the block before it. */
export function readSequenceTables(
  block: Uint8Array,
  from: number,
  before: SequenceTables | null,
): { tables: SequenceTables; end: number } {
  const modes = block[from];
  if (modes === undefined || modes & 3) throw new ZstdDamage();
  const tables = { ...(before ?? usual) };
  let end = from + 1;
  for (const { name, symbols, log, shift } of kinds) {
    const mode = (modes >> shift) & 3;
    if (mode === 0) tables[name] = usual[name];
    else if (mode === 1) {
      const symbol = block[end++];
      if (symbol === undefined || symbol >= symbols) throw new ZstdDamage();
      tables[name] = singleTable(symbol);
    } else if (mode === 2) {
      const read = readFseTable(block, end, block.length, symbols, log);
      tables[name] = read.table;
      end = read.end;
    } else if (!before) throw new ZstdDamage();
  }
  return { tables, end };
}

function lengthCodes(least: number, plain: number, more: number[]): LengthCodes {
  const bits = Uint8Array.from([...few(plain, 0), ...more]);
  const bases = new Int32Array(bits.length);
  let base = least;
  for (let code = 0; code < bits.length; code++) {
    bases[code] = base;
    base += 2 ** (bits[code] ?? 0);
  }
  return { bases, bits };
}

function few(count: number, of: number): number[] {
  return Array.from({ length: count }, () => of);
}
