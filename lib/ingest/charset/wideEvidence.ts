import type { Charset } from "./charsets.ts";
import { characterCost } from "./commonRanks.ts";
import { validUtf8Until } from "./utf8Validity.ts";

const look = 1 << 15;

/** UTF-16 or UTF-32 without a mark, by its structure, and how sure that is (0 to 1); null where it is neither. */
export function wideEvidence(
  head: Uint8Array,
  isWhole: boolean,
): { charset: Charset; confidence: number } | null {
  if (isWhole && head.length % 2 !== 0 && head.length < look) return null;
  const bytes = head.subarray(0, Math.min(head.length, look) & ~3 || head.length & ~1);
  return utf32Evidence(bytes) ?? utf16Evidence(bytes);
}

function utf32Evidence(bytes: Uint8Array) {
  if (bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const isLittle of [true, false]) {
    let good = 0;
    for (let at = 0; at + 3 < bytes.length; at += 4) {
      const point = view.getUint32(at, isLittle);
      if (point >= 9 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) good++;
    }
    const charset: Charset = isLittle ? "utf-32le" : "utf-32be";
    if (good * 4 >= bytes.length * 0.99) return { charset, confidence: 0.99 };
  }
  return null;
}

/** What the units of one byte order look like. */
interface UnitFacts {
  /** Units that no text holds: controls, halves of pairs, places without a character. */
  odd: number;
  /** Line ends, tabs, spaces, commas, semicolons, quotes: turned round, they are rare or no characters. */
  marks: number;
  ascii: number;
  /** Different upper bytes: few, because a language's letters lie together. */
  blocks: number;
  /** −ln P, summed, of the units outside ASCII as characters of East Asian languages. */
  cost: number;
  outside: number;
}

function utf16Evidence(bytes: Uint8Array) {
  const units = bytes.length >> 1;
  if (units < 2) return null;
  const little = unitFacts(bytes, 1);
  const big = unitFacts(bytes, 0);
  const [better, worse, charset]: [UnitFacts, UnitFacts, Charset] =
    likelihood(little) >= likelihood(big) ? [little, big, "utf-16le"] : [big, little, "utf-16be"];
  if (better.odd > units * 0.01) return null;
  const zeros = bytes.some((byte) => byte === 0);
  // ASCII with stray zeros is valid UTF-8, and two of its bytes make a character that is hardly ever written.
  const isLikely = better.cost < better.outside * 9.5 || better.outside === 0;
  if (zeros && !isLikely && validUtf8Until(bytes, 0) === bytes.length) return null;
  if (zeros && better.marks + better.ascii > 0) {
    return { charset, confidence: likelihood(better) > likelihood(worse) + 2 ? 0.97 : 0.6 };
  }
  // Without a zero there is no ASCII in it: controls as bytes, or common characters all through, must tell.
  const controls = bytes.some((byte) => byte < 9 || (byte > 13 && byte < 27));
  const isCommon = better.outside >= 4 && better.cost < better.outside * 9;
  if (controls && worse.blocks > better.blocks * 2 && units >= 6) return { charset, confidence: 0.9 };
  return isCommon && worse.cost > better.cost + 10 && bytes.some((byte) => byte >= 0x80)
    ? { charset, confidence: 0.7 }
    : null;
}

function likelihood(facts: UnitFacts): number {
  return facts.marks * 3 + facts.ascii * 0.5 - facts.odd * 6 - facts.blocks * 1.5 - facts.cost * 0.2;
}

function unitFacts(bytes: Uint8Array, high: 0 | 1): UnitFacts {
  const facts: UnitFacts = { odd: 0, marks: 0, ascii: 0, blocks: 0, cost: 0, outside: 0 };
  const seen = new Set<number>();
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const upper = bytes[at + high] ?? 0;
    const unit = (upper << 8) | (bytes[at + 1 - high] ?? 0);
    seen.add(upper);
    if (isMark(unit)) facts.marks++;
    else if (unit >= 0x20 && unit < 0x7f) facts.ascii++;
    else if (unit < 0xa0 || unit >= 0xfffe) facts.odd++;
    else if (unit >= 0xd800 && unit < 0xe000) {
      const next = ((bytes[at + 2 + high] ?? 0) << 8) | (bytes[at + 3 - high] ?? 0);
      if (unit < 0xdc00 && (next & 0xfc00) === 0xdc00) at += 2;
      else if (at + 3 < bytes.length || unit >= 0xdc00) facts.odd++;
    } else if (isUnassigned.test(String.fromCharCode(unit))) facts.odd++;
    else {
      facts.outside++;
      facts.cost += Math.min(16, characterCost(unit));
    }
  }
  facts.blocks = seen.size;
  return facts;
}

const isUnassigned = /\p{Cn}|\p{Co}/u;

function isMark(unit: number): boolean {
  return (
    unit === 9 ||
    unit === 10 ||
    unit === 13 ||
    unit === 0x20 ||
    unit === 0x22 ||
    unit === 0x2c ||
    unit === 0x3b
  );
}
