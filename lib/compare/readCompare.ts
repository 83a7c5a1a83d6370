import type { Outcome } from "../engine/protocol.ts";
import {
  entriesOf,
  isNothing,
  type Part,
  readPlaced,
  wordOf,
  wordsOf,
  wrong,
  yesOf,
} from "../yaml/placed.ts";
import { type CompareChoices, noChoices } from "./choices.ts";

const keys = ["ignore", "tolerance", "text"];
const theKeys = `Keys are ${keys.join(", ")}.`;

/** Reads a compare cell's text, YAML that may be empty. An error stands at its line and column and says what to try. */
export function readCompare(source: string): Outcome<CompareChoices> {
  return readPlaced(source, theKeys, (root) => {
    const entries = entriesOf(root, "A compare cell", keys);
    return {
      ignore: wordsOf(entries.get("ignore"), "ignore"),
      tolerance: toleranceOf(entries.get("tolerance")),
      text: textOf(entries.get("text")),
    };
  });
}

function toleranceOf(part: Part): CompareChoices["tolerance"] {
  if (isNothing(part)) return noChoices.tolerance;
  if (wordOf(part) !== "") return distanceOf(part);
  const entries = entriesOf(part, "tolerance", null);
  return Object.fromEntries([...entries].map(([column, value]) => [column, distanceOf(value)]));
}

function distanceOf(part: Part): number {
  const word = wordOf(part).trim();
  const distance = word === "" ? Number.NaN : Number(word);
  if (Number.isFinite(distance) && distance >= 0) return distance;
  return wrong(
    `"${word}" is no distance between numbers.`,
    "Write tolerance: 0.01, or a number for each of some columns.",
    part,
  );
}

function textOf(part: Part): CompareChoices["text"] {
  const entries = entriesOf(part, "text", Object.keys(noChoices.text));
  return {
    trim: yesOf(entries.get("trim"), "trim", noChoices.text.trim),
    case: yesOf(entries.get("case"), "case", noChoices.text.case),
  };
}
