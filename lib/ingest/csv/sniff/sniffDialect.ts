import { plainDialect, type TextDialect } from "../read/textDialect.ts";
import { candidateDialects } from "./candidateDialects.ts";
import { scoreDialect } from "./scoreDialect.ts";

/** A dialect with its score, best first. */
export interface RankedDialect {
  dialect: TextDialect;
  score: number;
  columns: number;
}

export interface GivenMarks {
  delimiter?: string;
  quote?: string;
  escape?: string;
  comment?: string;
}

const sampleBytes = 24 << 10;

/** The dialects that explain the first part of a file, the best first; `isWhole` where `bytes` is the whole file. */
export function sniffDialect(bytes: Uint8Array, isWhole: boolean, given: GivenMarks = {}): RankedDialect[] {
  const sample = cutAtLine(bytes, isWhole);
  const isAll = isWhole && sample.length === bytes.length;
  const text = new TextDecoder().decode(sample);
  const ranked = candidateDialects(text, given).map(({ dialect, prior }) => {
    const { score, columns } = scoreDialect(sample, dialect, isAll);
    return { dialect, columns, score: score * prior };
  });
  // With one column the delimiter does not matter.
  ranked.sort((a, b) => b.score - a.score);
  const best = ranked[0] ?? {
    dialect: { ...plainDialect, delimiter: given.delimiter ?? "," },
    columns: 1,
    score: 0,
  };
  const rest = ranked.slice(1).filter(({ score }) => score > best.score * 0.5);
  return [settleLineEnds(sample, best, isAll), ...rest];
}

/** A carriage return alone ends a line, unless records are more alike when it does not. */
function settleLineEnds(sample: Uint8Array, best: RankedDialect, isWhole: boolean): RankedDialect {
  if (!hasLoneCr(sample)) return best;
  const without = { ...best.dialect, crEndsLine: false };
  const hasFeeds = sample.indexOf(10) >= 0;
  if (!hasFeeds) return best;
  const kept = scoreDialect(sample, without, isWhole);
  const ended = scoreDialect(sample, best.dialect, isWhole);
  return kept.score > ended.score * 1.02 ? { ...best, dialect: without, columns: kept.columns } : best;
}

function hasLoneCr(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(13); at >= 0; at = bytes.indexOf(13, at + 1))
    if (bytes[at + 1] !== 10) return true;
  return false;
}

function cutAtLine(bytes: Uint8Array, isWhole: boolean): Uint8Array {
  if (bytes.length <= sampleBytes) return bytes;
  const end = bytes.indexOf(10, sampleBytes);
  if (end >= 0 && end < 8 * sampleBytes) return bytes.subarray(0, end + 1);
  const back = bytes.lastIndexOf(10, sampleBytes);
  if (back > 0) return bytes.subarray(0, back + 1);
  return isWhole || end < 0 ? bytes.subarray(0, 8 * sampleBytes) : bytes.subarray(0, sampleBytes);
}
