import { widestField, wordFields } from "./recordSteps.ts";
import type { MatchSetup, Role } from "./setup.ts";
import { sidesOf, workTable } from "./workTables.ts";

/** A rule by which records come to share a key: what of them has to be equal. */
export interface BlockRule {
  /** What has to be equal, for people. */
  readonly label: string;
  /** SQL of the rows side, i and text that it gives. */
  readonly texts: string;
  /** SQL of the key, over `text`: texts of different rules have different keys. */
  readonly key: string;
}

/** The rules of a set-up: words, beginnings, ends and sounds of words, and whole values. */
export function blockRules(setup: MatchSetup): BlockRule[] {
  return [...wordRules(setup), ...valueRules(setup)];
}

function wordRules(setup: MatchSetup): BlockRule[] {
  if (wordFields(setup).length === 0) return [];
  const words = workTable(setup.work, "words");
  const all: BlockRule = {
    label: "a word",
    texts: `select side, i, t as text from ${words} where f = ${widestField(setup)}`,
    key: "hash('w' || text)",
  };
  const misspelt: readonly Role[] = ["name", "person", "address"];
  const fields = setup.comparisons.flatMap(({ role }, at) => (misspelt.includes(role) ? [at + 1] : []));
  if (fields.length === 0) return [all];
  const parts = [
    ["the beginning of a word", "p", "left(t, 4)", "length(t) >= 5"],
    ["the end of a word", "e", "right(t, 4)", "length(t) >= 6"],
    ["the sound of a word", "s", soundOf("t"), "length(t) >= 4 and regexp_matches(t, '^[a-z]+$')"],
  ] as const;
  return [
    all,
    ...parts.map(([label, letter, text, where]) => ({
      label,
      texts: `select distinct side, i, ${text} as text from ${words} where f in (${fields.join(", ")}) and ${where}`,
      key: `hash('${letter}' || text)`,
    })),
  ];
}

/** The beginning of a word and its consonants, which most misspellings leave alone. */
function soundOf(word: string): string {
  const alike = [
    ["ph", "f"],
    ["ck", "k"],
    ["c", "k"],
    ["z", "s"],
  ].reduce((text, [from, to]) => `replace(${text}, '${from}', '${to}')`, `substr(${word}, 2)`);
  return `left(${word}, 1) || left(regexp_replace(${alike}, '[aeiouyhw]', '', 'g'), 4)`;
}

/** Whole values: of titles and texts the words do better, and what is a number is alike to its neighbours. */
function valueRules(setup: MatchSetup): BlockRule[] {
  return setup.comparisons.flatMap(({ left, right, role }, at) => {
    if (role === "text" || role === "title" || role === "number") return [];
    const value = `v${at + 1}`;
    const texts = sidesOf(setup).map(
      ({ table, at: side }) =>
        `select ${side} as side, i, ${value}::VARCHAR as text from ${workTable(setup.work, table)} where ${value} is not null`,
    );
    const label = left === right ? left : `${left} ↔ ${right}`;
    return [{ label, texts: texts.join(" union all "), key: `hash('${at + 1}:' || text)` }];
  });
}
