import type { Cell, CellId } from "../notebook/document.ts";
import { compileQuery, type FindQuery } from "./findQuery.ts";

/** The text of one cell that is searched. */
export interface FoundIn {
  readonly id: CellId;
  readonly part: "name" | "source";
  readonly text: string;
}

/** One place: characters `start` to `end` of the text, and what would stand there after replacing. */
export interface Match {
  readonly id: CellId;
  readonly part: "name" | "source";
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

export interface Found {
  readonly matches: readonly Match[];
  /** Whether there are more places than are listed. */
  readonly isCut: boolean;
  /** Why nothing could be looked for, as a sentence; null where it could. */
  readonly problem: string | null;
}

export const nothingFound: Found = { matches: [], isCut: false, problem: null };

/** More places than this are not listed: nobody looks through them, and each is drawn. */
export const mostMatches = 10_000;

/** The texts of a notebook in the order in which they are read: of each cell its name, then its source. */
export function textsOf(cells: readonly Cell[]): FoundIn[] {
  return cells.flatMap(({ id, name, source }): FoundIn[] => [
    ...(name === "" ? [] : [{ id, part: "name" as const, text: name }]),
    { id, part: "source" as const, text: source },
  ]);
}

/** Every place at which a query is found. A regular expression can take for ever: run it where it can be ended. */
export function findMatches(texts: readonly FoundIn[], query: FindQuery, replacement: string): Found {
  if (query.text === "") return nothingFound;
  const compiled = compileQuery(query);
  if (!compiled.ok) return { ...nothingFound, problem: compiled.problem };
  const matches: Match[] = [];
  for (const { id, part, text } of texts) {
    for (const found of text.matchAll(compiled.pattern)) {
      // Nothing at a place is nothing to be shown or replaced (`x*` finds it everywhere).
      if (found[0] === "") continue;
      if (matches.length === mostMatches) return { matches, isCut: true, problem: null };
      matches.push({
        id,
        part,
        start: found.index,
        end: found.index + found[0].length,
        replacement: query.isPattern ? expand(replacement, found) : replacement,
      });
    }
  }
  return { matches, isCut: false, problem: null };
}

/** `$1`, `$<name>`, `$&` and `$$` in a replacement as String.replace reads them, and `\n` and `\t` as people write them. */
function expand(template: string, found: RegExpExecArray): string {
  return template.replace(/\$(\$|&|\d{1,2}|<[^>]*>)|\\([nt\\])/g, (whole, mark?: string, sign?: string) => {
    if (sign !== undefined) return sign === "n" ? "\n" : sign === "t" ? "\t" : "\\";
    if (mark === "$") return "$";
    if (mark === "&") return found[0];
    if (mark?.startsWith("<")) return found.groups ? (found.groups[mark.slice(1, -1)] ?? "") : whole;
    const group = Number(mark);
    if (group >= 1 && group < found.length) return found[group] ?? "";
    // `$12` is group 1 and a "2" where there are fewer than twelve.
    const first = Math.trunc(group / 10);
    return first >= 1 && first < found.length ? (found[first] ?? "") + String(group % 10) : whole;
  });
}
