import { type Bin, type ColumnProfile, constantOf, type Picture, valuesOf } from "./columnProfile.ts";
import { isNumeric } from "./family.ts";

/** A share in whole percent, that is 0 or 100 only where it is so. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return "0 %";
  if (part === whole) return "100 %";
  const share = (100 * part) / whole;
  if (share < 1) return "< 1 %";
  return share > 99 ? "> 99 %" : `${Math.round(share)} %`;
}

export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** A figure to be read, not to be reckoned with: six digits of it; what is no number stays as it is. */
export function shortFigure(text: string): string {
  if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text)) return shortTime(text);
  const value = Number(text);
  if (!Number.isFinite(value) || (/^-?\d+$/.test(text) && text.length <= 12)) return text;
  const short = Number(value.toPrecision(6));
  return Math.abs(short) >= 1e15 || (short !== 0 && Math.abs(short) < 1e-6)
    ? short.toExponential().replace("e+", "e")
    : String(short);
}

/** Midnight is not worth its zeros, nor are the zeros of a zone that is UTC. */
function shortTime(text: string): string {
  return text.replace(/^(\d{4,}-\d\d-\d\d) 00:00:00(\+00)?$/, "$1").replace(/(\d\d:\d\d):00$/, "$1");
}

/** Microseconds in the two largest units that they have: "3 days 4 h". */
export function durationText(micros: string): string {
  const units: [string, number][] = [
    ["year", 31_556_952e6],
    ["day", 86_400e6],
    ["h", 3600e6],
    ["min", 60e6],
    ["s", 1e6],
    ["ms", 1e3],
    ["µs", 1],
  ];
  let rest = Math.abs(Number(micros));
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const many = Math.floor(rest / size);
    if (many > 0 || parts.length > 0)
      parts.push(
        many === 0 ? "" : unit.length > 3 || unit === "day" ? counted(many, unit) : `${many} ${unit}`,
      );
    rest -= many * size;
    if (parts.length === 2) break;
  }
  return parts.filter((part) => part !== "").join(" ") || "0";
}

/** What a picture shows, for who does not see it: "87 % between 0 and 40, 3 nulls". */
export function profileSentence(profile: ColumnProfile): string {
  const { rows, nulls } = profile;
  if (rows === 0) return "no rows";
  if (nulls === rows) return "every value is NULL";
  const constant = constantOf(profile);
  const parts = [
    constant === null ? pictureWords(profile) : `every row is ${constant === "" ? "empty" : constant}`,
    ...(profile.nan > 0 ? [`${profile.nan.toLocaleString("en-US")} NaN`] : []),
    ...(profile.infinite > 0 ? [`${profile.infinite.toLocaleString("en-US")} infinite`] : []),
    nulls === 0 ? "no nulls" : counted(nulls, "null"),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function pictureWords(profile: ColumnProfile): string {
  const { picture, family } = profile;
  if (picture.kind === "none") return counted(valuesOf(profile), "value");
  if (picture.kind === "values") return valueWords(picture);
  const most = densest(picture.bins, picture.of);
  if (!most) return "";
  const [first, last, share] = most;
  const what = picture.counts === "lengths" ? " items" : "";
  const isWhole = picture.counts === "lengths" || family === "whole";
  // Whole numbers are told by the greatest that is in, all others by the edge.
  const to = isWhole && isNumeric(family) ? String(BigInt(last.to) - 1n) : last.to;
  if (to === first.from) return `${percent(share, picture.of)} are ${shortFigure(to)}${what}`;
  return `${percent(share, picture.of)} between ${shortFigure(first.from)} and ${shortFigure(to)}${what}`;
}

function valueWords(picture: Extract<Picture, { kind: "values" }>): string {
  const { values, of, groups, sampled } = picture;
  const [first] = values;
  if (!first) return "";
  const among = sampled === null ? "" : ` in a sample of ${sampled.toLocaleString("en-US")}`;
  if (groups === of && of > 1) return `all different${among}`;
  const shown = values
    .slice(0, 3)
    .map(({ value, count }) => `${value === "" ? "empty" : value} ${percent(count, of)}`)
    .join(", ");
  return `${shown}${among}`;
}

/** The fewest neighbouring bins that hold four fifths. */
function densest(bins: readonly Bin[], of: number): [first: Bin, last: Bin, count: number] | null {
  let best: { from: number; to: number; count: number } | null = null;
  for (let from = 0; from < bins.length; from++) {
    let count = 0;
    for (let to = from; to < bins.length; to++) {
      count += bins[to]?.count ?? 0;
      if (count < 0.8 * of) continue;
      const width = to - from;
      if (!best || width < best.to - best.from || (width === best.to - best.from && count > best.count))
        best = { from, to, count };
      break;
    }
  }
  const first = best && bins[best.from];
  const last = best && bins[best.to];
  return best && first && last ? [first, last, best.count] : null;
}
