import type { ColumnValues } from "./columnValues.ts";
import { cellsOf, examplesOf, type Proposal, type RepairExample } from "./proposal.ts";

const outerSpace = /^\s|\s$|[ \t]{2}/;

/** Characters that do not show and mean nothing, as the inside of a character class: control characters, soft hyphens,
 * zero-width spaces, direction marks, byte order marks. Joiners stay: Persian and emoji are written with them. */
const nothings =
  "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\x{ad}\\x{200b}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}\\x{2060}\\x{feff}";
const spaces = "\\x{a0}\\x{2028}\\x{2029}";

/** RE2, which DuckDB uses, writes `\x{…}` where JavaScript writes `\u{…}`. */
const pattern = (inside: string) => new RegExp(`[${inside.replaceAll("\\x{", "\\u{")}]`, "gu");

const visible = (text: string) => text.replace(pattern(spaces), " ").replace(pattern(nothings), "");

const unseenSteps = (column: string) => [
  { replace: { columns: [column], find: `[${spaces}]`, with: " ", regex: true as const } },
  { replace: { columns: [column], find: `[${nothings}]`, with: "", regex: true as const } },
];

export const collapsed = (text: string) => text.replace(/\s+/g, " ").trim();

/** Spaces too many, letters that do not show, and values that differ from a far more frequent one in capitals alone. */
export function spellingRules({ column, values, isPartial }: ColumnValues): Proposal[] {
  const proposals: Proposal[] = [];
  const add = (
    rule: string,
    steps: Proposal["steps"],
    changes: readonly RepairExample[],
    confidence: number,
    words: { title: string; reason: string },
  ) => {
    if (changes.length > 0)
      proposals.push({
        rule,
        column,
        steps,
        cells: cellsOf(changes),
        confidence,
        ...words,
        examples: examplesOf(changes),
      });
  };
  const hidden = changesIn(values, visible);
  add("unseen-characters", unseenSteps(column), hidden, 0.9, {
    title: "Characters that do not show",
    reason: "They come with texts copied from pages and make equal values differ.",
  });
  const spaced = changesIn(values, (text) =>
    outerSpace.test(visible(text)) && visible(text).trim() !== "" ? collapsed(visible(text)) : visible(text),
  ).filter(({ from, to }) => visible(from ?? "") !== to);
  // Where many values hold two spaces, or some hold several lines, that is how they are laid out.
  const hasLines = spaced.some(({ from }) => /\S\s*\n\s*\S/.test(from ?? ""));
  const isSome = !hasLines && cellsOf(spaced) <= 0.5 * [...values.values()].reduce((sum, n) => sum + n, 0);
  const isOuter = spaced.every(({ from, to }) => visible(from ?? "").trim() === to);
  const makesEqual = spaced.some(({ to }) => to !== null && values.has(to));
  add("spaces", [{ trim: [column] }], spaced, isOuter || (isSome && makesEqual) ? 0.9 : 0.75, {
    title: "Spaces at the ends or doubled",
    reason: makesEqual ? "Without them, values are equal to others." : "They seldom mean anything.",
  });
  if (!isPartial) {
    const cases = caseChanges(values);
    add("capitals", mapOf(column, cases), cases, 0.85, {
      title: "Capitals other than in the usual spelling",
      reason: "The same letters are written otherwise at least ten times as often.",
    });
  }
  return proposals;
}

/** A `map` step for changes; none for no changes. */
export function mapOf(column: string, changes: readonly RepairExample[]): Proposal["steps"] {
  const values = Object.fromEntries(changes.flatMap(({ from, to }) => (from === null ? [] : [[from, to]])));
  return [{ map: { column, values } }];
}

function changesIn(values: ReadonlyMap<string, number>, to: (text: string) => string): RepairExample[] {
  return [...values].flatMap(([from, rows]) => (to(from) === from ? [] : [{ from, to: to(from), rows }]));
}

/** Values that are rare beside the same letters in other capitals; codes in which capitals tell apart are left. */
function caseChanges(values: ReadonlyMap<string, number>): RepairExample[] {
  const groups = new Map<string, string[]>();
  for (const text of values.keys()) {
    if (text.length < 3 || !/\p{L}{2}/u.test(text)) continue;
    const key = collapsed(text).toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), text]);
  }
  const changes: RepairExample[] = [];
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const [best = "", ...others] = group.sort((a, b) => (values.get(b) ?? 0) - (values.get(a) ?? 0));
    for (const from of others) {
      const rows = values.get(from) ?? 0;
      const isOnlyCase = collapsed(from) === from && collapsed(best) === best;
      if (isOnlyCase && (values.get(best) ?? 0) >= Math.max(10 * rows, 5))
        changes.push({ from, to: best, rows });
    }
  }
  return changes;
}
