import { isMap, isScalar, isSeq, type Node } from "yaml";
import type { Outcome } from "../engine/protocol.ts";
import { entriesOf, isNothing, oneOf, type Part, readPlaced, wordOf, wrong } from "../yaml/placed.ts";
import { type Decision, type MatchOutcome, outcomes, type Role, roles } from "./setup.ts";

/** A comparison as its user wrote it; what is left out is proposed. */
export interface WantedComparison {
  readonly left: string;
  readonly right: string;
  readonly role: Role | null;
  readonly weight: number | null;
}

/** What a match cell's text says; null for what it leaves to the proposal. */
export interface WantedMatch {
  readonly comparisons: readonly WantedComparison[] | null;
  readonly outcome: MatchOutcome | null;
  readonly threshold: number | null;
  readonly candidates: number | null;
  readonly decisions: readonly Decision[];
}

const keys = ["compare", "outcome", "threshold", "candidates", "decisions"];

/** Reads a match cell's text, YAML that may be empty. An error stands at its line and column and says what to try. */
export function readMatch(source: string): Outcome<WantedMatch> {
  return readPlaced(source, `Keys are ${keys.join(", ")}.`, (root) => {
    const entries = entriesOf(root, "A match", keys);
    const at = (key: string) => entries.get(key);
    return {
      comparisons: listAt(at("compare"), "compare")?.map(comparisonOf) ?? null,
      outcome: oneOf(at("outcome"), "outcome", outcomes),
      threshold: numberAt(at("threshold"), "threshold", 0, 1),
      candidates: numberAt(at("candidates"), "candidates", 1, 1000),
      decisions: listAt(at("decisions"), "decisions")?.map(decisionOf) ?? [],
    };
  });
}

function listAt(part: Part, key: string): Part[] | null {
  if (isNothing(part)) return null;
  return isSeq<Node | null>(part)
    ? part.items
    : wrong(`"${key}" is a list.`, "Write one entry a line, each after a dash.", part);
}

function numberAt(part: Part, key: string, least: number, most: number): number | null {
  if (isNothing(part)) return null;
  const value = wordOf(part).trim() === "" ? Number.NaN : Number(wordOf(part));
  if (value >= least && value <= most) return value;
  return wrong(`The ${key} is no number from ${least} to ${most}.`, `Write ${key}: ${least || 0.5}.`, part);
}

function comparisonOf(part: Part): WantedComparison {
  const hint = "Write left: and right:, or column:.";
  if (isScalar(part)) return { left: wordOf(part), right: wordOf(part), role: null, weight: null };
  if (!isMap(part)) wrong("This is no comparison.", hint, part);
  const entries = entriesOf(part, "A comparison", ["left", "right", "column", "as", "weight"]);
  const both = wordOf(entries.get("column"));
  const [left, right] = [wordOf(entries.get("left")) || both, wordOf(entries.get("right")) || both];
  if (left === "" || right === "") wrong("This comparison does not say its columns.", hint, part);
  const role = oneOf(entries.get("as"), "role", roles);
  return { left, right, role, weight: numberAt(entries.get("weight"), "weight", 0, 10) };
}

const answers: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false };

function decisionOf(part: Part): Decision {
  const [left, right, answer] = isSeq<Node | null>(part) ? part.items.map(wordOf) : [];
  const match = answers[answer?.toLowerCase() ?? ""];
  if (left !== undefined && right !== undefined && match !== undefined) return { left, right, match };
  return wrong("This is no decision.", "Write [left key, right key, yes] or no.", part);
}
