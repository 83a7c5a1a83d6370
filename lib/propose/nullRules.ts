import type { ColumnValues } from "./columnValues.ts";
import { cellsOf, examplesOf, type Proposal } from "./proposal.ts";

/** Words that say "nothing here", by how sure that is among numbers and among texts. */
const words: readonly { pattern: RegExp; amongNumbers: number; amongTexts: number }[] = [
  {
    pattern: /^(#?n\/a|#na|n\.a\.?|\\n|<na>|\(null\)|<null>|#null!?|null|nan)$/i,
    amongNumbers: 0.97,
    amongTexts: 0.9,
  },
  { pattern: /^(\?+|#value!|#ref!|#div\/0!|\(blank\)|\(none\))$/i, amongNumbers: 0.92, amongTexts: 0.86 },
  { pattern: /^(-+|–|—|\.+|_+|\*+)$/, amongNumbers: 0.92, amongTexts: 0.7 },
  { pattern: /^(na|nil|not available|not applicable)$/i, amongNumbers: 0.87, amongTexts: 0.6 },
  // They say that nothing is there; whether that is NULL or an answer of its own, only people know.
  { pattern: /^(none|missing|unknown|undefined|empty|tbd|tba)$/i, amongNumbers: 0.7, amongTexts: 0.5 },
];

const numberPattern = /^[-+]?[\d.,\s]*\d[\d.,\s]*(?:[eE][-+]?\d+)?\s*%?$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/;

/** Whether a text is one that only says that there is nothing. */
export function isNullWord(text: string): boolean {
  return words.some(({ pattern }) => pattern.test(text.trim()));
}

/** As the step that makes NULL of texts sees one: it leaves no white space out but spaces. */
const bare = (text: string) => text.replace(/^ +| +$/g, "").toLowerCase();

/** Words that stand for NULL in a column. Words that may mean something there are proposed as less sure, apart. */
export function nullRules({ column, values }: ColumnValues): Proposal[] {
  const found = [...values].flatMap(([text, rows]) => {
    const word = words.find(({ pattern }) => pattern.test(text.trim()));
    return word ? [{ text, rows, word }] : [];
  });
  if (found.length === 0) return [];
  let others = 0;
  let numbers = 0;
  for (const [text, rows] of values) {
    if (text.trim() === "" || isNullWord(text)) continue;
    others += rows;
    if (numberPattern.test(text)) numbers += rows;
  }
  // A column of nothing but such words says something with them.
  if (others === 0) return [];
  const isNumbers = numbers >= 0.9 * others;
  // Among short codes "NA" is one of them.
  const isCodes = [...values.keys()].filter((text) => /^[A-Z]{2,3}$/.test(text)).length > 0.5 * values.size;
  const groups = new Map<number, typeof found>();
  for (const one of found) {
    const isCode = isCodes && /^[A-Z]{2,3}$/.test(one.text);
    // Once among texts it may well be a name.
    const amongTexts = one.rows > 1 ? one.word.amongTexts : Math.min(0.6, one.word.amongTexts);
    const confidence = isCode ? 0.3 : isNumbers ? one.word.amongNumbers : amongTexts;
    groups.set(confidence, [...(groups.get(confidence) ?? []), one]);
  }
  return [...groups].map(([confidence, group]) => {
    const changes = group.map(({ text, rows }) => ({ from: text, to: null, rows }));
    const tokens = group.map(({ text }) => text);
    return {
      rule: "null-words",
      column,
      steps: [{ nulls: { columns: [column], texts: tokens.map(bare) } }],
      cells: cellsOf(changes),
      confidence,
      title: `${tokens.map((token) => `"${token}"`).join(", ")} for a missing value`,
      reason: isNumbers
        ? "Nearly all other values are numbers or dates, and this says that there is none."
        : "It is written where there is no value.",
      examples: examplesOf(changes),
    };
  });
}
