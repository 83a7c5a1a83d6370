import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { EngineError, Outcome } from "../engine/protocol.ts";
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

class MatchTextError extends Error {
  constructor(
    message: string,
    readonly hint: string,
    readonly node: Node | null,
  ) {
    super(message);
  }
}

const keys = ["compare", "outcome", "threshold", "candidates", "decisions"];

/** Reads a match cell's text, YAML that may be empty. An error stands at its line and column and says what to try. */
export function readMatch(source: string): Outcome<WantedMatch> {
  const lines = new LineCounter();
  try {
    return { ok: true, value: read(source, lines) };
  } catch (thrown) {
    if (!(thrown instanceof MatchTextError)) throw thrown;
    const { line, col } = lines.linePos(thrown.node?.range?.[0] ?? 0);
    const place: Pick<EngineError, "line" | "column"> = { line: Math.max(1, line), column: Math.max(1, col) };
    return { ok: false, error: { code: "sql", message: thrown.message, hint: thrown.hint, ...place } };
  }
}

function read(source: string, lineCounter: LineCounter): WantedMatch {
  const document = parseDocument<Node>(source, { lineCounter, logLevel: "silent", prettyErrors: false });
  const [problem] = document.errors;
  const root: unknown = document.contents;
  if (problem)
    throw new MatchTextError(`This is not YAML: ${problem.message}`, `Keys are ${keys.join(", ")}.`, {
      range: [...problem.pos, problem.pos[1]],
    } as unknown as Node);
  const nothing = { comparisons: null, outcome: null, threshold: null, candidates: null, decisions: [] };
  if (root === null || (isScalar(root) && root.value === null)) return nothing;
  if (!isMap<Node, Node | null>(root))
    throw new MatchTextError(
      "The set-up is a list of keys, one a line.",
      `Keys are ${keys.join(", ")}.`,
      document.contents,
    );
  const entries = new Map<string, Node | null>();
  for (const { key, value } of root.items) {
    const name = textOf(key);
    if (!keys.includes(name))
      throw new MatchTextError(`A match has no "${name}".`, `Keys are ${keys.join(", ")}.`, key);
    entries.set(name, value);
  }
  const at = (name: string) => entries.get(name) ?? null;
  return {
    comparisons: listAt(at("compare"), "compare")?.map(comparisonOf) ?? null,
    outcome: oneOf(at("outcome"), outcomes, "outcome"),
    threshold: numberAt(at("threshold"), "threshold", 0, 1),
    candidates: numberAt(at("candidates"), "candidates", 1, 1000),
    decisions: listAt(at("decisions"), "decisions")?.map(decisionOf) ?? [],
  };
}

/** A scalar's text as it is written, so that 007 stays 007. */
function textOf(node: unknown): string {
  if (!isScalar(node)) return "";
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value ?? ""));
}

function listAt(node: Node | null, name: string): (Node | null)[] | null {
  if (node === null || (isScalar(node) && node.value === null)) return null;
  if (!isSeq<Node | null>(node))
    throw new MatchTextError(`"${name}" is a list.`, "Write one entry a line, each after a dash.", node);
  return node.items;
}

function oneOf<T extends string>(node: Node | null, among: readonly T[], name: string): T | null {
  if (node === null) return null;
  const found = among.find((option) => option === textOf(node));
  if (found) return found;
  throw new MatchTextError(
    `There is no ${name} "${textOf(node)}".`,
    `It is one of ${among.join(", ")}.`,
    node,
  );
}

function numberAt(node: Node | null, name: string, least: number, most: number): number | null {
  if (node === null) return null;
  const value = textOf(node).trim() === "" ? Number.NaN : Number(textOf(node));
  if (value >= least && value <= most) return value;
  throw new MatchTextError(
    `The ${name} is no number from ${least} to ${most}.`,
    `Write ${name}: ${least || 0.5}.`,
    node,
  );
}

function comparisonOf(node: Node | null): WantedComparison {
  if (isScalar(node)) return { left: textOf(node), right: textOf(node), role: null, weight: null };
  if (!isMap<Node, Node | null>(node))
    throw new MatchTextError("This is no comparison.", "Write left: and right:, or column:.", node);
  const entries = new Map(node.items.map(({ key, value }) => [textOf(key), value]));
  const strange = node.items.find(
    ({ key }) => !["left", "right", "column", "as", "weight"].includes(textOf(key)),
  );
  if (strange)
    throw new MatchTextError(
      `A comparison has no "${textOf(strange.key)}".`,
      "It takes left and right (or column), as, and weight.",
      strange.key,
    );
  const both = textOf(entries.get("column"));
  const [left, right] = [textOf(entries.get("left")) || both, textOf(entries.get("right")) || both];
  if (left === "" || right === "")
    throw new MatchTextError(
      "This comparison does not say its columns.",
      "Write left: and right:, or column:.",
      node,
    );
  const role = oneOf(entries.get("as") ?? null, roles, "role");
  return { left, right, role, weight: numberAt(entries.get("weight") ?? null, "weight", 0, 10) };
}

const answers: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false };

function decisionOf(node: Node | null): Decision {
  const [left, right, answer] = isSeq<Node | null>(node) ? node.items.map(textOf) : [];
  const match = answers[answer?.toLowerCase() ?? ""];
  if (left === undefined || right === undefined || match === undefined)
    throw new MatchTextError("This is no decision.", "Write [left key, right key, yes] or no.", node);
  return { left, right, match };
}
