import type { DoubleByteSet } from "./charsets.ts";
import { commonCost, type EastAsian } from "./commonRanks.ts";
import { isLead, singleBytes } from "./doubleByteDecoder.ts";
import { doubleByteTable } from "./doubleByteTable.ts";
import { longestRun } from "./evidenceRuns.ts";
import { asciiCost } from "./languageModel.ts";
import { eucJpThreeByte, gb18030FourByte } from "./longCodes.ts";

/** −ln P of bytes that the set cannot have. */
const invalidCost = 20;

const mixedCost = 3.5;

/** A set's language, and the lead bytes of its common characters and of the rarer ones. */
const plans: Record<
  DoubleByteSet,
  { language: EastAsian; common: [number, number]; rare: [number, number] }
> = {
  shift_jis: { language: "japanese", common: [0x88, 0x98], rare: [0x98, 0xea] },
  "euc-jp": { language: "japanese", common: [0xb0, 0xcf], rare: [0xd0, 0xf4] },
  gb18030: { language: "simplifiedChinese", common: [0xb0, 0xd7], rare: [0xd8, 0xf7] },
  big5: { language: "traditionalChinese", common: [0xa4, 0xc6], rare: [0xc9, 0xf9] },
  "euc-kr": { language: "korean", common: [0xb0, 0xc8], rare: [0xca, 0xfd] },
  johab: { language: "korean", common: [0x84, 0xd3], rare: [0xe0, 0xf9] },
};

/** −ln P of the runs as text of a set's language. */
export function scoreDoubleByte(set: DoubleByteSet, runs: readonly Uint8Array[]): number {
  const table = doubleByteTable(set);
  const single = singleBytes(set);
  let cost = 0;
  for (const run of runs) cost += runCost(run, set, table, single);
  return cost;
}

function runCost(run: Uint8Array, set: DoubleByteSet, table: Uint32Array, single: Int32Array): number {
  let cost = 0;
  let before = 0;
  for (let at = 0; at < run.length; ) {
    const byte = run[at] ?? 0;
    const point = single[byte] ?? -1;
    // Words of two scripts are not written as one, unless the first is a number.
    if (at > 0 && isAsciiLetter(byte < 0x80 ? byte : before) && (byte >= 0x80 || before >= 0x80))
      cost += mixedCost;
    if (byte < 0x80) {
      cost += asciiCost;
      before = byte;
      at++;
    } else if (point === isLead) {
      // A run that was cut for its length may end inside a character.
      if (at + 1 >= run.length && run.length >= longestRun) break;
      const trail = run[at + 1] ?? 0;
      const pair = table[(byte << 8) | trail] ?? 0;
      const length = pair === 0 ? longLength(run, at, set) : 2;
      if (length === 0) cost += invalidCost;
      else cost += pair === before ? 4 : pair === 0 ? 13 : pairCost(set, byte, trail, pair);
      before = pair;
      at += length === 0 ? (trail < 0x80 ? 1 : 2) : length;
    } else {
      cost += point < 0xff61 ? invalidCost : before >= 0xff61 && before <= 0xff9f ? 4.2 : 9;
      before = point;
      at++;
    }
  }
  return cost;
}

function isAsciiLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

function pairCost(set: DoubleByteSet, lead: number, trail: number, point: number): number {
  const { language, common, rare } = plans[set];
  const known = commonCost(language, point);
  if (known !== null) return known;
  if (point >= 0xe000 && point < 0xf900) return 17;
  // Beyond the oldest standards' own places are rare characters, except in Shift_JIS and Big5.
  const isOld = trail >= 0xa1 || (set !== "gb18030" && set !== "euc-kr");
  if (set === "johab" && lead <= 0xd3) return isKsSyllable(point) ? 9 : 13;
  if (isOld && lead >= common[0] && lead <= common[1]) return 9.6;
  if (isOld && lead >= rare[0] && lead <= rare[1]) return 13;
  if (point >= 0x3000 && point < 0x3040) return 7;
  if (point >= 0xff00 && point < 0xff5f) return 7.5;
  if (point >= 0x3040 && point < 0x3100) return language === "japanese" ? 8 : 13;
  return isOld ? 12 : 15;
}

let syllables: Set<number> | null = null;

/** Whether a syllable is one of the 2350 of KS X 1001, which are nearly all that is written. */
function isKsSyllable(point: number): boolean {
  syllables ??= new Set(doubleByteTable("euc-kr").subarray(0xb0a1, 0xc8ff));
  return syllables.has(point);
}

/** Bytes of a code of three or four bytes that the set has here; 0 for none. */
function longLength(run: Uint8Array, at: number, set: DoubleByteSet): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = run.subarray(at, at + 4);
  if (set === "euc-jp" && first === 0x8f) return eucJpThreeByte(second, third) === 0 ? 0 : 3;
  return set === "gb18030" && gb18030FourByte(first, second, third, fourth) !== 0 ? 4 : 0;
}
