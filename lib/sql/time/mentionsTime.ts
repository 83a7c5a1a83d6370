import { timeMacroNames } from "./timeMacros.ts";

/** Words that call a macro without its name: extract(… from …) is date_part, AT TIME ZONE is timezone. */
const grammar = ["extract", "zone"];

const words = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:${[...timeMacroNames, ...grammar].join("|")}|eider_\\w+)`,
  "iu",
);

/**
 * Whether a statement may call one of the time macros: their names stand somewhere in its text, be it in a comment.
 * A statement that says no must not be able to reach a function that needs ICU, since that would hang the engine.
 */
export function mentionsTime(sql: string): boolean {
  return words.test(sql);
}
