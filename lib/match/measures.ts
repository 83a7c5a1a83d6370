import { isSpelt } from "./normalise.ts";
import { hasCodes, hasWhole } from "./recordSteps.ts";
import type { MatchSetup, Role } from "./setup.ts";

/** How two values compare: a level from unlike to the same, or 0 where one of them is missing. */
export interface Measure {
  /** What is compared, for people. */
  readonly label: string;
  /** Names of the levels from 1 on. */
  readonly levels: readonly string[];
  /** SQL of the level, over the columns of `comparedQuery`. */
  readonly sql: string;
  /** What its evidence is multiplied by. */
  readonly weight: number;
}

const wordLevels = [
  "nothing in common",
  "a little in common",
  "some words in common",
  "many words in common",
  "most words in common",
  "nearly the same",
  "the same",
];

/** The measures of a set-up: one a comparison, then all words together and the codes inside titles, where they help. */
export function measuresOf(setup: MatchSetup): Measure[] {
  const measures = setup.comparisons.map(({ left, right, role, weight = 1 }, at): Measure => {
    const [a, b] = [`a${at + 1}`, `b${at + 1}`];
    const { levels, sql } = measureOf(role, a, b, at + 1);
    const label = left === right ? left : `${left} ↔ ${right}`;
    return { label, levels, weight, sql: `case when ${a} is null or ${b} is null then 0 else ${sql} end` };
  });
  if (hasWhole(setup))
    measures.push({
      label: "all words",
      levels: wordLevels,
      weight: 1,
      sql: `case when c0 is null then 0 else ${steps("c0", [0.95, 0.8, 0.6, 0.45, 0.3, 0.15])} end`,
    });
  if (hasCodes(setup))
    measures.push({
      label: "codes inside",
      levels: ["no code shared", "one inside the other", "a code shared"],
      weight: 1,
      sql: "codes",
    });
  return measures;
}

/** From 1 below all bounds to one more than there are bounds; `bounds` fall. */
function steps(value: string, bounds: readonly number[]): string {
  const cases = bounds.map((bound, at) => `when ${value} >= ${bound} then ${bounds.length + 1 - at}`);
  return `case ${cases.join(" ")} else 1 end`;
}

/** `a` and `b` are the values; c is the cosine of their words, x what they share, j their likeness by letters. */
function measureOf(role: Role, a: string, b: string, f: number): Pick<Measure, "levels" | "sql"> {
  if (isSpelt(role))
    return {
      levels: ["different", "a little alike", "somewhat alike", "alike", "nearly the same", "the same"],
      // What many share is no sign of sameness: only the same rare value counts in full.
      sql: `case when ${a} = ${b} and x${f} >= 0.6 * rarest then 6 else greatest(${steps(`c${f}`, [0.85, 0.65, 0.45, 0.25])}, ${steps(`j${f}`, [0.94, 0.88, 0.8, 0.7])}) end`,
    };
  switch (role) {
    case "number":
      return {
        levels: [
          "different",
          "within a half",
          "within a quarter",
          "within a tenth",
          "within 2 %",
          "the same",
        ],
        sql: `case when ${a} = ${b} then 6 else ${steps(`1 - abs(${a} - ${b}) / greatest(abs(${a}), abs(${b}))`, [0.98, 0.9, 0.75, 0.5])} end`,
      };
    case "date":
      return {
        levels: ["different", "the same year", "a figure off, or within a month", "the same"],
        sql: `case when ${a} = ${b} then 4 when levenshtein(strftime(${a}, '%Y%m%d'), strftime(${b}, '%Y%m%d')) <= 1 or abs(date_diff('day', ${a}, ${b})) <= 31 then 3 when year(${a}) = year(${b}) then 2 else 1 end`,
      };
    case "phone":
      return {
        levels: [
          "different",
          "the same but for the last figures",
          "a figure off",
          "the same but for a prefix",
          "the same",
        ],
        // Numbers of one block, all but the last four figures, are given out to one place or one house.
        sql: `case when ${a} = ${b} then 5 when right(${a}, 7) = right(${b}, 7) and length(${a}) >= 7 then 4 when levenshtein(right(${a}, 10), right(${b}, 10)) <= 1 then 3 when least(length(${a}), length(${b})) >= 9 and left(right(${a}, 10), -4) = left(right(${b}, 10), -4) then 2 else 1 end`,
      };
    case "code":
      return {
        levels: ["different", "alike", "a character off", "the same"],
        sql: `case when ${a} = ${b} then 4 when damerau_levenshtein(${a}, ${b}) <= 1 and least(length(${a}), length(${b})) >= 3 then 3 when jaro_winkler_similarity(${a}, ${b}) >= 0.9 then 2 else 1 end`,
      };
    case "email":
      return {
        levels: ["different", "alike", "the same before the @", "the same"],
        sql: `case when ${a} = ${b} then 4 when string_split(${a}, '@')[1] = string_split(${b}, '@')[1] then 3 when jaro_winkler_similarity(${a}, ${b}) >= 0.92 then 2 else 1 end`,
      };
    case "category":
      return { levels: ["different", "the same"], sql: `case when ${a} = ${b} then 2 else 1 end` };
    default:
      return {
        levels: wordLevels,
        sql: `case when ${a} = ${b} and c${f} > 0.9 then 7 else ${steps(`c${f}`, [0.8, 0.6, 0.45, 0.3, 0.15])} end`,
      };
  }
}
