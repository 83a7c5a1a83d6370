import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { EngineError, Outcome } from "../engine/protocol.ts";

/** A part of a YAML text; nothing where a key stands without a value. */
export type Part = Node | null | undefined;

class PlacedError extends Error {
  constructor(
    message: string,
    readonly hint: string,
    /** Characters from the beginning of the text. */
    readonly at: number,
  ) {
    super(message);
  }
}

/**
 * Reads a cell's text, YAML that may be empty, by `read`, which is given its root. What `read` says is wrong comes out at
 * its line and column, and so does text that is no YAML; `hint` says then what to try.
 */
export function readPlaced<T>(source: string, hint: string, read: (root: Part) => T): Outcome<T> {
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument<Node>(source, { lineCounter, logLevel: "silent", prettyErrors: false });
    const [problem] = document.errors;
    if (problem) throw new PlacedError(`This is not YAML: ${problem.message}`, hint, problem.pos[0]);
    return { ok: true, value: read(document.contents) };
  } catch (thrown) {
    if (!(thrown instanceof PlacedError)) throw thrown;
    const { line, col } = lineCounter.linePos(thrown.at);
    const place: Pick<EngineError, "line" | "column"> = { line: Math.max(1, line), column: Math.max(1, col) };
    return { ok: false, error: { code: "sql", message: thrown.message, hint: thrown.hint, ...place } };
  }
}

/** Says what is wrong with a part, and what to try. */
export function wrong(message: string, hint: string, part: Part): never {
  throw new PlacedError(message, hint, part?.range?.[0] ?? 0);
}

export function isNothing(part: Part): part is null | undefined {
  return !part || (isScalar(part) && part.value === null && (part.source ?? "") === "");
}

/** A scalar as it is written, so that a column called 007 stays 007; "" for what is none. */
export function wordOf(part: Part): string {
  if (!isScalar(part)) return "";
  return typeof part.value === "string" ? part.value : (part.source ?? String(part.value ?? ""));
}

/** `what` is named where the part is no map, or has a key that is not `among` (any, where that is null). */
export function entriesOf(part: Part, what: string, among: readonly string[] | null): Map<string, Part> {
  if (isNothing(part)) return new Map();
  const known = among ? `Keys are ${among.join(", ")}.` : "Write { name: value }.";
  if (!isMap<Node, Node | null>(part))
    wrong(`${what} is a list of keys, each with what it says.`, known, part);
  return new Map(
    part.items.map(({ key, value }) => {
      const name = wordOf(key);
      if (among && !among.includes(name)) wrong(`${what} has no "${name}".`, known, key);
      return [name, value];
    }),
  );
}

/** The words of a list; one word alone is a list of it. */
export function wordsOf(part: Part, key: string): string[] {
  if (isNothing(part)) return [];
  const items: Part[] = isSeq<Node | null>(part) ? part.items : [part];
  return items.map((item) => {
    const word = wordOf(item);
    if (word === "") wrong(`"${key}" is a list of names.`, `Write ${key}: [a, b].`, item ?? part);
    return word;
  });
}

/** A whole number from `least` on; null where nothing stands there. */
export function wholeOf(part: Part, key: string, least: number): number | null {
  if (isNothing(part)) return null;
  const word = wordOf(part).replaceAll("_", "");
  const value = /^\d+$/.test(word) ? Number(word) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least) return value;
  return wrong(
    `"${key}" is a whole number from ${least} on.`,
    `Write ${key}: ${Math.max(least, 1000)}.`,
    part,
  );
}

/** `otherwise` where nothing stands there. */
export function yesOf(part: Part, key: string, otherwise: boolean): boolean {
  if (isNothing(part)) return otherwise;
  if (isScalar(part) && typeof part.value === "boolean") return part.value;
  return wrong(`"${key}" is true or false.`, `Write ${key}: ${!otherwise}.`, part);
}

/** One of these words; null where nothing stands there. */
export function oneOf<T extends string>(part: Part, key: string, among: readonly T[]): T | null {
  if (isNothing(part)) return null;
  const found = among.find((one) => one === wordOf(part));
  return found ?? wrong(`There is no ${key} "${wordOf(part)}".`, `It is one of ${among.join(", ")}.`, part);
}
