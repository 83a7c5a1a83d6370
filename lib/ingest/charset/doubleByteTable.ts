import type { DoubleByteSet } from "./charsets.ts";
import { fillJohab } from "./johab.ts";

/** What each pair of bytes means: a code point, 0 for nothing, or two code points as first × 65536 + second. */
export type DoubleByteTable = Uint32Array<ArrayBuffer>;

type Range = readonly [first: number, last: number];

interface Layout {
  label: string;
  leads: readonly Range[];
  trails: readonly Range[];
}

const layouts: Record<Exclude<DoubleByteSet, "johab">, Layout> = {
  shift_jis: {
    label: "shift_jis",
    leads: [
      [0x81, 0x9f],
      [0xe0, 0xfc],
    ],
    trails: [
      [0x40, 0x7e],
      [0x80, 0xfc],
    ],
  },
  "euc-jp": { label: "euc-jp", leads: [[0xa1, 0xfe]], trails: [[0xa1, 0xfe]] },
  gb18030: {
    label: "gb18030",
    leads: [[0x81, 0xfe]],
    trails: [
      [0x40, 0x7e],
      [0x80, 0xfe],
    ],
  },
  big5: {
    label: "big5",
    leads: [[0x81, 0xfe]],
    trails: [
      [0x40, 0x7e],
      [0xa1, 0xfe],
    ],
  },
  "euc-kr": { label: "euc-kr", leads: [[0xa1, 0xfe]], trails: [[0xa1, 0xfe]] },
};

// Four letters of Big5-HKSCS are two code points; platforms get them wrong, each in its way.
const big5Pairs = [
  [0x8862, 0x00ca0304],
  [0x8864, 0x00ca030c],
  [0x88a3, 0x00ea0304],
  [0x88a5, 0x00ea030c],
] as const;

const built = new Map<DoubleByteSet, DoubleByteTable>();

/** The pairs of a set by (lead × 256 + trail), read once from the platform's TextDecoder, which has the large tables. */
export function doubleByteTable(set: DoubleByteSet): DoubleByteTable {
  let table = built.get(set);
  if (!table) {
    table = new Uint32Array(0x10000);
    if (set === "johab") fillJohab(table, doubleByteTable("euc-kr"));
    else fillFromPlatform(table, layouts[set], set === "big5" || set === "euc-kr");
    if (set === "big5") for (const [pair, two] of big5Pairs) table[pair] = two;
    if (set === "euc-jp") fillHalfWidthKatakana(table);
    if (set === "euc-kr") fillUnifiedHangul(table);
    built.set(set, table);
  }
  return table;
}

/** Decodes all pairs at once, a line feed after each: no set takes one into a character. */
function fillFromPlatform(table: DoubleByteTable, { label, leads, trails }: Layout, withoutPrivate: boolean) {
  const pairs: number[] = [];
  for (const lead of each(leads)) for (const trail of each(trails)) pairs.push((lead << 8) | trail);
  const bytes = new Uint8Array(pairs.length * 3);
  for (const [at, pair] of pairs.entries()) bytes.set([pair >> 8, pair & 0xff, 10], at * 3);
  const texts = new TextDecoder(label).decode(bytes).split("\n");
  for (const [at, pair] of pairs.entries()) {
    const [first = 0xfffd, second] = Array.from(texts[at] ?? "", (text) => text.codePointAt(0) ?? 0);
    if (first < 0x80 || first === 0xfffd || second !== undefined) continue;
    // Some platforms put private characters where the set has none.
    if (withoutPrivate && first >= 0xe000 && first < 0xf900) continue;
    table[pair] = first;
  }
}

/** The second code set of EUC-JP: 8E and a byte of JIS X 0201. */
function fillHalfWidthKatakana(table: DoubleByteTable): void {
  for (let trail = 0xa1; trail <= 0xdf; trail++) table[0x8e00 | trail] = 0xff61 + trail - 0xa1;
}

/**
 * Unified Hangul Code: the syllables that KS X 1001 lacks, in Unicode's order, in the pairs that it leaves free.
 * Browsers have them in euc-kr, and two signs that KS X 1001 got in 1998; Node has not.
 */
function fillUnifiedHangul(table: DoubleByteTable): void {
  table[0xa2e6] = 0x20ac;
  table[0xa2e7] = 0xae;
  const has = new Set(table);
  const trails: Range[] = [
    [0x41, 0x5a],
    [0x61, 0x7a],
    [0x81, 0xfe],
  ];
  let syllable = 0xac00;
  for (const lead of each([[0x81, 0xc6]])) {
    for (const trail of each(trails)) {
      if (lead >= 0xa1 && trail >= 0xa1) continue;
      while (has.has(syllable)) syllable++;
      if (syllable > 0xd7a3) return;
      table[(lead << 8) | trail] = syllable++;
    }
  }
}

function* each(ranges: readonly Range[]): Generator<number> {
  for (const [first, last] of ranges) for (let value = first; value <= last; value++) yield value;
}
