import { byteOrderMark } from "./byteOrderMark.ts";
import type { Charset } from "./charsets.ts";
import { decodeHead } from "./decodeHead.ts";
import { escapedEvidence } from "./escapedEvidence.ts";
import { evidenceRuns } from "./evidenceRuns.ts";
import { type Likelihood, likelihoods } from "./likelihoods.ts";
import { utf8Evidence } from "./utf8Evidence.ts";
import { wideEvidence } from "./wideEvidence.ts";

export interface CharsetGuess {
  label: Charset;
  /** 0 to 1: how likely it is right. */
  confidence: number;
}

export interface DetectedCharset extends CharsetGuess {
  /** The likeliest sets, the one in `label` first; sets that read the head as the same text stand together once. */
  candidates: CharsetGuess[];
  /** Whether a byte order mark says so. */
  bom: boolean;
  /** Whether there was nothing to go by: the head is ASCII, which is the same in nearly every set. */
  isAscii: boolean;
}

const shown = 5;

/** The character set of a text's first bytes (64 KiB or more, if there are); `isWhole` where nothing follows them. */
export function detectCharset(head: Uint8Array, isWhole: boolean): DetectedCharset {
  const marked = byteOrderMark(head);
  if (marked) return certain(marked, 1, true);
  const { long, bad } = utf8Evidence(head, isWhole);
  // UTF-16 and UTF-32 of any language have bytes that are controls, or none of UTF-8.
  const wide = bad > 0 || hasControls(head) ? wideEvidence(head, isWhole) : null;
  if (wide) return certain(wide.charset, wide.confidence);
  if (bad === 0 && long === 0) {
    const escaped = escapedEvidence(head);
    if (escaped) return certain(escaped, 0.98);
    return { ...certain("utf-8", isWhole ? 1 : 0.8), isAscii: true };
  }
  if (bad === 0 && long >= 20) return certain("utf-8", 0.99);
  // A few bytes in another set, or damaged, inside what is UTF-8 all over.
  if (long >= 20 && long >= bad * 10) return certain("utf-8", 0.9);
  return byLikelihood(head, isWhole, bad === 0);
}

function hasControls(head: Uint8Array): boolean {
  for (let at = 0; at < head.length; at++) {
    const byte = head[at] ?? 0;
    if (byte < 9 || (byte > 13 && byte < 27)) return true;
  }
  return false;
}

function certain(label: Charset, confidence: number, bom = false): DetectedCharset {
  return { label, confidence, candidates: [{ label, confidence }], bom, isAscii: false };
}

/** Few files are in another set and still valid UTF-8 (−ln P). */
const utf8Bonus = 5;

function byLikelihood(head: Uint8Array, isWhole: boolean, isUtf8: boolean): DetectedCharset {
  const runs = evidenceRuns(head, isWhole);
  const scored = likelihoods(runs, {
    utf8Bonus: isUtf8 ? utf8Bonus : 0,
    foreignCost: foreignCost(head),
    isUnix: isUnixText(head),
  });
  const different = distinctTexts(scored, runs);
  const best = different[0]?.cost ?? 0;
  const weights = different.map(({ cost }) => Math.exp((best - cost) * trust));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const share = textLikeness(different[0], runs) / sum;
  const candidates = different.map(({ label }, at) => ({ label, confidence: (weights[at] ?? 0) * share }));
  const [likeliest] = candidates;
  const usual = candidates.find(({ label }) => label === "windows-1252");
  // Where next to nothing tells the sets apart, the commonest of all is the better guess.
  const isDoubtful = usual && likeliest && (weights[0] ?? 0) < sum * 0.4;
  const first = (isDoubtful ? usual : likeliest) ?? { label: "windows-1252", confidence: 0 };
  const others = candidates.filter((candidate) => candidate !== first);
  return { ...first, candidates: [first, ...others].slice(0, shown), bom: false, isAscii: false };
}

/**
 * How far the best set's text is like text at all, 0 to 1: text costs 2.5 to 4.4 a byte (−ln P), and bytes by chance,
 * or of a set that is not known here, near 6.
 */
function textLikeness(best: Likelihood | undefined, runs: readonly Uint8Array[]): number {
  const bytes = runs.reduce((sum, run) => sum + run.length + 1, 0);
  const each = best ? (best.cost - best.rarity) / bytes : 6;
  return Math.min(1, Math.max(0.1, (5.6 - each) / 1.2));
}

/**
 * −ln P that a text with few bytes over 7F among its ASCII letters is in a script that is not Latin: it is likelier
 * a Latin one with some signs and names.
 */
function foreignCost(head: Uint8Array): number {
  let letters = 0;
  let high = 0;
  for (let at = 0; at < head.length; at++) {
    const byte = head[at] ?? 0;
    if (byte >= 0x80) high++;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) letters++;
  }
  return Math.min(6, Math.max(0, 1.5 * Math.log(letters / Math.max(1, high) / 5)));
}

/**
 * Whether a text of some length shows no sign of Windows: neither its line ends nor any character of bytes 80 to 9F,
 * where Windows has what ISO 8859 lacks. Where both sets read the same, the label is then ISO's.
 */
function isUnixText(head: Uint8Array): boolean {
  let high = 0;
  for (let at = 0; at < head.length; at++) {
    const byte = head[at] ?? 0;
    if (byte >= 0xa0) high++;
    else if (byte >= 0x80 || (byte === 10 && head[at - 1] === 13)) return false;
  }
  return high >= 40;
}

/** The letters of a text do not come as independently as the sums have it; differences count for less. */
const trust = 0.4;

/** The best sets; of those that read the runs as the same text only the commonest, for the best one's cost. */
function distinctTexts(scored: readonly Likelihood[], runs: readonly Uint8Array[]): Likelihood[] {
  // A line feed after each run ends a character that the run cuts.
  const all = Uint8Array.from(runs.flatMap((run) => [...run, 10]));
  const byText = new Map<string, Likelihood>();
  for (const { label, cost, rarity } of scored.slice(0, shown * 4)) {
    const text = decodeHead(all, label);
    const known = byText.get(text);
    if (!known) byText.set(text, { label, cost, rarity });
    else if (rarity < known.rarity) byText.set(text, { label, cost: known.cost, rarity });
  }
  return [...byText.values()].slice(0, shown * 2);
}
