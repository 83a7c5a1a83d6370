import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { closestName } from "../dataflow/closestName.ts";
import { listed } from "../dataflow/listed.ts";
import type { EngineError, Outcome } from "../engine/protocol.ts";
import { DefinitionError, type Entry, NumberText, type Plain } from "./definitionEntry.ts";
import { type InputType, inputTypes, type ParamDefinition } from "./param.ts";
import { readInput } from "./readInput.ts";

const keysOf: Record<InputType, readonly string[]> = {
  text: ["placeholder"],
  number: ["min", "max", "step", "as"],
  slider: ["min", "max", "step", "as"],
  date: ["min", "max"],
  "date range": ["min", "max"],
  select: ["options", "from"],
  "multi-select": ["options", "from"],
  checkbox: [],
  file: [],
};

/** An input has few lines; this is a list of options that nobody wants to scroll. */
const mostCharacters = 200_000;

/**
 * Reads an input cell's text: YAML with `type`, `label`, `value` and what the type takes. An error stands at its line and
 * column and says what to try.
 */
export function readDefinition(source: string): Outcome<ParamDefinition> {
  const lines = new LineCounter();
  try {
    return { ok: true, value: read(source, lines) };
  } catch (thrown) {
    if (!(thrown instanceof DefinitionError)) throw thrown;
    const { message, hint, node } = thrown;
    return { ok: false, error: { code: "sql", message, hint, ...placeOf(node, source, lines) } };
  }
}

function read(source: string, lines: LineCounter): ParamDefinition {
  if (source.length > mostCharacters)
    throw new DefinitionError(
      "The definition is too long.",
      null,
      "Take the options from a relation (from:).",
    );
  const document = parseDocument<Node>(source, {
    lineCounter: lines,
    logLevel: "silent",
    prettyErrors: false,
  });
  const [problem] = document.errors;
  if (problem) {
    const node = { range: [...problem.pos, problem.pos[1]] } as unknown as Node;
    throw new DefinitionError(`This is not YAML: ${sentence(problem.message)}`, node, template);
  }
  const root: unknown = document.contents;
  if (root === null) throw new DefinitionError("The definition is empty.", null, template);
  if (!isMap<Node, Node | null>(root))
    throw new DefinitionError("The definition is a list of keys, one a line.", document.contents, template);
  const entries = entriesOf(root);
  const type = typeOf(entries, root);
  const known = ["type", "label", "value", ...keysOf[type]];
  for (const [key, { node }] of entries) {
    if (known.includes(key)) continue;
    const near = closestName(key, known);
    const owner = inputTypes.find((other) => keysOf[other].includes(key));
    const hint = near
      ? `Did you mean ${near}?`
      : owner
        ? `That belongs to ${owner}. A ${type} takes ${listed(known)}.`
        : `A ${type} takes ${listed(known)}.`;
    throw new DefinitionError(`A ${type} has no "${key}".`, keyNode(root, key) ?? node, hint);
  }
  return readInput(type, entries);
}

/** All of them, since they cannot be guessed. */
const typesAre = (begin: string) => `${begin}${inputTypes.join(", ")}.`;

const template = "Begin with a line such as type: slider.";

function entriesOf(root: YAMLMap<Node, Node | null>): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const { key, value } of root.items) {
    const name = isScalar(key) ? String(key.value) : "";
    // A key without a value is as good as none, while it is being written.
    if (value === null || (isScalar(value) && value.value === null && value.source !== "null")) {
      if (name !== "value")
        throw new DefinitionError(
          `"${name}" has no value.`,
          key,
          "Write one behind it, or leave the line out.",
        );
      continue;
    }
    entries.set(name, { node: value, value: plain(value) });
  }
  return entries;
}

function typeOf(entries: ReadonlyMap<string, Entry>, root: Node): InputType {
  const entry = entries.get("type");
  if (!entry)
    throw new DefinitionError(
      "The definition does not say what kind of input it is.",
      root,
      typesAre("Add type: "),
    );
  const written = typeof entry.value === "string" ? entry.value.trim().toLowerCase() : "";
  const type = inputTypes.find((candidate) => candidate === written);
  if (type) return type;
  const near = closestName(written, inputTypes);
  const shownType = isScalar(entry.node) ? (entry.node.source ?? String(entry.node.value)) : written;
  throw new DefinitionError(
    `There is no input of the type "${shownType}".`,
    entry.node,
    near === null ? typesAre("Types are ") : `Did you mean ${near}?`,
  );
}

/** A node as plain data; numbers as they were written. Throws for what an input has no use for. */
function plain(node: Node | null): Plain {
  if (node === null) return null;
  if (isAlias(node))
    throw new DefinitionError("References (*) are not read here.", node, "Write the value itself.");
  if (isScalar(node)) {
    const { value, source } = node;
    if (typeof value === "number" || typeof value === "bigint")
      return new NumberText(source ?? String(value));
    return typeof value === "boolean" || value === null ? value : String(value);
  }
  if (isSeq<Node | null>(node)) return node.items.map((item) => plain(item));
  if (isMap<Node, Node | null>(node)) {
    return Object.fromEntries(
      node.items.map(({ key, value }: Pair<Node, Node | null>) => [
        isScalar(key) ? (key.source ?? String(key.value)) : "",
        plain(value),
      ]),
    );
  }
  throw new DefinitionError("This cannot stand here.", node, template);
}

function keyNode(root: YAMLMap<Node, Node | null>, name: string): Node | null {
  return root.items.find(({ key }) => isScalar(key) && String(key.value) === name)?.key ?? null;
}

function placeOf(
  node: Node | null,
  source: string,
  lines: LineCounter,
): Pick<EngineError, "line" | "column" | "length"> {
  const [start, end] = node?.range ?? [0, 0];
  const { line, col } = lines.linePos(Math.min(start, source.length));
  const lineEnd = source.indexOf("\n", start);
  const last = Math.min(end, lineEnd < 0 ? source.length : lineEnd);
  return { line: Math.max(1, line), column: Math.max(1, col), length: Math.max(1, last - start) };
}

function sentence(message: string): string {
  const first = message.split("\n")[0]?.replace(/\s+at line \d+, column \d+:?\s*$/, "") ?? "";
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
