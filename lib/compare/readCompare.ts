import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Outcome } from "../engine/protocol.ts";
import { type CompareChoices, noChoices } from "./choices.ts";

class CompareTextError extends Error {
  constructor(
    message: string,
    readonly hint: string,
    /** Characters from the beginning of the text. */
    readonly offset: number,
  ) {
    super(message);
  }
}

const keys = ["ignore", "tolerance", "text"];
const theKeys = `Keys are ${keys.join(", ")}.`;

/** Reads a compare cell's text, YAML that may be empty. An error stands at its line and column and says what to try. */
export function readCompare(source: string): Outcome<CompareChoices> {
  const lines = new LineCounter();
  try {
    return { ok: true, value: read(source, lines) };
  } catch (thrown) {
    if (!(thrown instanceof CompareTextError)) throw thrown;
    const { line, col } = lines.linePos(thrown.offset);
    const place = { line: Math.max(1, line), column: Math.max(1, col) };
    return { ok: false, error: { code: "sql", message: thrown.message, hint: thrown.hint, ...place } };
  }
}

function read(source: string, lineCounter: LineCounter): CompareChoices {
  const document = parseDocument<Node>(source, { lineCounter, logLevel: "silent", prettyErrors: false });
  const [problem] = document.errors;
  if (problem) throw new CompareTextError(`This is not YAML: ${problem.message}`, theKeys, problem.pos[0]);
  if (isNothing(document.contents)) return noChoices;
  const entries = entriesOf(document.contents, "The text", keys);
  return {
    ignore: namesOf(entries.get("ignore") ?? null),
    tolerance: toleranceOf(entries.get("tolerance") ?? null),
    text: textOf(entries.get("text") ?? null),
  };
}

function fail(message: string, hint: string, node: unknown): never {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  throw new CompareTextError(message, hint, range?.[0] ?? 0);
}

const isNothing = (node: unknown) => node === null || (isScalar(node) && node.value === null);

/** A scalar as it is written, so that a column called 007 stays 007. */
function wordOf(node: unknown): string {
  if (!isScalar(node)) return "";
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value ?? ""));
}

/** The values of a map by their keys; `known` are those that it may have, null where any will do. */
function entriesOf(node: unknown, what: string, known: readonly string[] | null): Map<string, Node | null> {
  if (!isMap<Node, Node | null>(node))
    fail(
      `${what} is a list of keys, one a line.`,
      known ? `Keys are ${known.join(", ")}.` : "Write COLUMN: 0.01.",
      node,
    );
  const entries = new Map<string, Node | null>();
  for (const { key, value } of node.items) {
    const name = wordOf(key);
    if (known && !known.includes(name))
      fail(`${what} of a compare cell has no "${name}".`, `Keys are ${known.join(", ")}.`, key);
    entries.set(name, value);
  }
  return entries;
}

function namesOf(node: Node | null): string[] {
  if (isNothing(node)) return [];
  // One column needs no list.
  const items = isSeq<Node | null>(node) ? node.items : [node];
  return items.map((item) => {
    const name = wordOf(item);
    if (name === "") fail("ignore: takes the names of columns.", "Write ignore: [COLUMN, COLUMN].", item);
    return name;
  });
}

function toleranceOf(node: Node | null): CompareChoices["tolerance"] {
  if (isNothing(node)) return noChoices.tolerance;
  if (isScalar(node)) return distanceOf(node);
  const entries = entriesOf(node, "tolerance:", null);
  return Object.fromEntries([...entries].map(([column, value]) => [column, distanceOf(value)]));
}

function distanceOf(node: Node | null): number {
  const word = wordOf(node).trim();
  const distance = word === "" ? Number.NaN : Number(word);
  if (Number.isFinite(distance) && distance >= 0) return distance;
  return fail(
    `"${word}" is no distance between numbers.`,
    "Write tolerance: 0.01, or a number for each of some columns.",
    node,
  );
}

function textOf(node: Node | null): CompareChoices["text"] {
  if (isNothing(node)) return noChoices.text;
  const entries = entriesOf(node, "text:", Object.keys(noChoices.text));
  const yes = (key: "trim" | "case") => {
    const value = entries.get(key) ?? null;
    if (isNothing(value)) return noChoices.text[key];
    const word = wordOf(value);
    if (word !== "true" && word !== "false")
      fail(`${key}: is true or false.`, "trim: true leaves out spaces around, case: false capitals.", value);
    return word === "true";
  };
  return { trim: yes("trim"), case: yes("case") };
}
