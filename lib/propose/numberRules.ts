import type { ColumnValues } from "./columnValues.ts";
import { isNullWord } from "./nullRules.ts";
import { cellsOf, examplesOf, type Proposal, type RepairExample } from "./proposal.ts";
import { unitNamed } from "./unitNames.ts";

/** A text that begins with a number: what follows it is a sign, or a word and whatever is behind that. */
const numbered =
  /^\s*([-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?)(?:\s*(%|[$€£¥])|\s*(\p{L}[\p{L}/²³]*\.?)(.*))?\s*$/u;

interface Numbered {
  text: string;
  rows: number;
  number: string;
  /** "" for none, "%", or the word as it is written. */
  unit: string;
  rest: string;
}

/** A spelling with less than this share of the rows is a slip of the pen and no second way of writing. */
const spellingShare = 0.02;

/** Numbers that are written with units, with percent signs here and there, or with the noise of binary fractions. */
export function numberRules(values: ColumnValues): Proposal[] {
  const told: Numbered[] = [];
  let rows = 0;
  let strays = 0;
  for (const [text, count] of values.values) {
    if (text.trim() === "" || isNullWord(text)) continue;
    rows += count;
    const match = numbered.exec(text);
    if (match)
      told.push({
        text,
        rows: count,
        number: match[1] ?? "",
        unit: match[2] ?? match[3] ?? "",
        rest: (match[4] ?? "").trim(),
      });
    else strays += count;
  }
  if (rows < 5 || strays > 0.02 * rows) return [];
  return [
    unitRule(values.column, told, rows) ??
      percentRule(values.column, told, rows) ??
      noiseRule(values.column, told),
  ].flatMap((proposal) => proposal ?? []);
}

/** Spellings of the unit with the rows of each, slips left out. */
function spellings(told: readonly Numbered[], rows: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of told) counts.set(one.unit, (counts.get(one.unit) ?? 0) + one.rows);
  return new Map([...counts].filter(([, count]) => count >= Math.max(2, spellingShare * rows)));
}

/** One unit in several spellings. One that is always written alike is a format, not an error: it is offered, less sure. */
function unitRule(column: string, told: readonly Numbered[], rows: number): Proposal | null {
  const ways = [...spellings(told, rows).keys()];
  const words = ways.filter((way) => way !== "" && way !== "%");
  if (words.length === 0 || ways.includes("%")) return null;
  // In "3 rue X" or "10th" the word is no unit: many different ones follow.
  const names = new Set(words.map((way) => unitNamed(way) ?? way.toLowerCase().replace(/\.$/, "")));
  if (names.size > 1) return null;
  const [unit = ""] = names;
  const isKnown = unitNamed(unit) !== null;
  const others = told.filter(
    (one) => one.unit !== "" && (unitNamed(one.unit) ?? one.unit.toLowerCase().replace(/\.$/, "")) !== unit,
  );
  if (cellsOf(changesOf(others)) > spellingShare * rows) return null;
  const isUneven = ways.length > 1;
  const hasMore = told.some(({ rest }) => rest !== "");
  const hasSlips = others.length > 0;
  const confidence = isUneven && isKnown && !hasSlips ? (hasMore ? 0.88 : 0.93) : isUneven ? 0.7 : 0.55;
  return {
    rule: "units",
    column,
    steps: [
      {
        replace: {
          columns: [column],
          find: "^\\s*([-+]?[0-9]*[.]?[0-9]+(?:[eE][-+]?[0-9]+)?)\\s*[^0-9].*$",
          with: "\\1",
          regex: true,
        },
      },
      { cast: { columns: [column], to: "DOUBLE" } },
    ],
    ...changed(told.filter((one) => one.text !== one.number)),
    confidence,
    title: `Numbers with the unit ${unit}${isUneven ? `, written in ${ways.length} ways` : ""}`,
    reason: `Every value is a number followed by ${listed(words)}${hasMore ? ", sometimes with more words behind it, which go" : ""}; without it the column is one of numbers.`,
  };
}

/** Percent signs on a part of the values: the numbers beside them say whether the signs mean anything. */
function percentRule(column: string, told: readonly Numbered[], rows: number): Proposal | null {
  const ways = spellings(told, rows);
  const signed = told.filter(({ unit }) => unit === "%");
  const plain = told.filter(({ unit }) => unit === "");
  if (!ways.has("%") || !ways.has("") || signed.length + plain.length < told.length) return null;
  const ratio = median(signed) / median(plain);
  const isSame = ratio > 0.2 && ratio < 5;
  const isHundredfold = ratio > 20 && ratio < 500;
  if (!isSame && !isHundredfold) return null;
  const noise = cleanDigits([...plain, ...signed]);
  const name = `"${column.replaceAll('"', '""')}"`;
  const to = ({ number, unit }: Numbered) =>
    written(isHundredfold && unit === "%" ? Number(number) / 100 : Number(number), noise);
  return {
    rule: "percent-signs",
    column,
    steps: isSame
      ? [
          { replace: { columns: [column], find: "\\s*%\\s*$", with: "", regex: true } },
          { cast: { columns: [column], to: "DOUBLE" } },
          ...rounding(column, noise),
        ]
      : [
          {
            derive: {
              [column]: `case when ${name} like '%\\%' escape '\\' then cast(round(try_cast(trim(replace(${name}, '%', '')) as DOUBLE) / 100, 12) as VARCHAR) else ${name} end`,
            },
          },
          { cast: { columns: [column], to: "DOUBLE" } },
        ],
    ...changed(
      told.filter((one) => one.unit === "%" || (noise !== null && to(one) !== one.number)),
      to,
    ),
    confidence: isSame ? 0.9 : 0.85,
    title: isSame ? "Percent signs on a part of the values" : "Percentages and fractions mixed",
    reason: isSame
      ? "Values with and without a sign are of the same size, so the sign means nothing."
      : "Values with a sign are about a hundred times those without, so they are divided by 100.",
  };
}

/** 0.07200000000000001, which was 0.072 before a computer added something to it. */
function noiseRule(column: string, told: readonly Numbered[]): Proposal | null {
  const noise = cleanDigits(told);
  if (noise === null || told.some(({ unit }) => unit !== "")) return null;
  const to = ({ number }: Numbered) => written(Number(number), noise);
  return {
    rule: "float-noise",
    column,
    steps: [{ cast: { columns: [column], to: "DOUBLE" } }, ...rounding(column, noise)],
    ...changed(
      told.filter((one) => isNoisy(one.number)),
      to,
    ),
    confidence: 0.85,
    title: "Digits that only rounding left behind",
    reason: `No other value has more than ${noise} decimals.`,
  };
}

const isNoisy = (number: string) =>
  /\.\d*?(?:0{6,}\d{1,3}|9{6,}\d{0,3})$/.test(number) && number.length >= 14;

/** How many decimals numbers have that hold no noise, where some do; null where none does, or nothing is gained. */
function cleanDigits(told: readonly Numbered[]): number | null {
  if (!told.some(({ number }) => isNoisy(number))) return null;
  const decimals = (number: string) => number.split(".")[1]?.length ?? 0;
  const most = Math.max(
    0,
    ...told
      .filter(({ number }) => !isNoisy(number) && !/e/i.test(number))
      .map(({ number }) => decimals(number)),
  );
  return most > 0 && most <= 9 ? most : null;
}

function rounding(column: string, decimals: number | null): Proposal["steps"] {
  if (decimals === null) return [];
  return [{ derive: { [column]: `round("${column.replaceAll('"', '""')}", ${decimals})` } }];
}

const written = (value: number, decimals: number | null) =>
  String(decimals === null ? Number(value.toPrecision(12)) : Number(value.toFixed(decimals)));

function changesOf(told: readonly Numbered[], to = (one: Numbered) => one.number): RepairExample[] {
  return told.map((one) => ({ from: one.text, to: to(one), rows: one.rows }));
}

function changed(told: readonly Numbered[], to?: (one: Numbered) => string) {
  const changes = changesOf(told, to);
  return { cells: cellsOf(changes), examples: examplesOf(changes) };
}

/** The median by rows. */
function median(told: readonly Numbered[]): number {
  const sorted = told
    .map(({ number, rows }) => ({ value: Math.abs(Number(number)), rows }))
    .sort((a, b) => a.value - b.value);
  let left = cellsOf(changesOf(told)) / 2;
  for (const { value, rows } of sorted) {
    left -= rows;
    if (left <= 0) return value;
  }
  return Number.NaN;
}

const listed = (words: readonly string[]) => words.map((word) => `"${word}"`).join(" or ");
