import type { JsonNode } from "../chartBuilder/jsonTree.ts";

type ObjectNode = Extract<JsonNode, { kind: "object" }>;

/** Where something can be written in a specification. Offsets count UTF-16 units. */
export interface SpecPlace {
  role: "key" | "value";
  /** What a completion replaces, quotes included. */
  start: number;
  end: number;
  /** What surrounds it, from the outside in. */
  parents: readonly { node: JsonNode; step: string | number | null }[];
  /** The object whose key is written; null for a value. */
  object: ObjectNode | null;
  /** A key's or value's text as far as it stands there; "" where nothing does. */
  text: string;
  /** A key that has its colon already. */
  hasColon: boolean;
}

/** What is being written at an offset; null where nothing can be. */
export function specPlace(text: string, tree: JsonNode | null, offset: number): SpecPlace | null {
  return tree ? within(text, tree, offset, []) : null;
}

function within(text: string, node: JsonNode, offset: number, above: SpecPlace["parents"]): SpecPlace | null {
  if (node.kind === "string" || node.kind === "word") return null;
  const isInside = offset > node.start && (offset < node.end || (!node.closed && offset <= node.end));
  if (!isInside) return null;
  return node.kind === "object" ? inObject(text, node, offset, above) : inArray(text, node, offset, above);
}

function inObject(
  text: string,
  node: ObjectNode,
  offset: number,
  above: SpecPlace["parents"],
): SpecPlace | null {
  for (const { key, colon, value } of node.entries) {
    const parents = [...above, { node, step: key.value }];
    if (offset > key.start && offset <= key.end && !(key.closed && offset === key.end))
      return place("key", key, [...above, { node, step: null }], node, key.value, colon >= 0);
    if (value && offset >= value.start && offset <= value.end) return inValue(text, value, offset, parents);
  }
  const typed = bareWord(text, offset);
  const before = lastMark(text, typed.start);
  if (before.mark === ":") {
    const entry = node.entries.findLast(({ colon }) => colon >= 0 && colon === before.at);
    return entry
      ? place("value", typed, [...above, { node, step: entry.key.value }], null, typed.text, false)
      : null;
  }
  const isKey = before.mark === "{" || before.mark === ",";
  return isKey ? place("key", typed, [...above, { node, step: null }], node, "", false) : null;
}

function inArray(
  text: string,
  node: Extract<JsonNode, { kind: "array" }>,
  offset: number,
  above: SpecPlace["parents"],
): SpecPlace | null {
  const parents = [...above, { node, step: 0 }];
  for (const item of node.items)
    if (offset >= item.start && offset <= item.end) return inValue(text, item, offset, parents);
  const typed = bareWord(text, offset);
  const { mark } = lastMark(text, typed.start);
  return mark === "[" || mark === "," ? place("value", typed, parents, null, typed.text, false) : null;
}

function inValue(
  text: string,
  value: JsonNode,
  offset: number,
  parents: SpecPlace["parents"],
): SpecPlace | null {
  if (value.kind === "object" || value.kind === "array") return within(text, value, offset, parents);
  // Behind a closed text nothing more of it can be written.
  if (value.kind === "string" && value.closed && (offset === value.end || offset === value.start))
    return null;
  const shown = value.kind === "string" ? value.value : text.slice(value.start, value.end);
  return place("value", value, parents, null, shown, false);
}

function place(
  role: SpecPlace["role"],
  { start, end }: { start: number; end: number },
  parents: SpecPlace["parents"],
  object: ObjectNode | null,
  text: string,
  hasColon: boolean,
): SpecPlace {
  return { role, start, end, parents, object, text, hasColon };
}

/** Letters without quotes that end at an offset. */
function bareWord(text: string, offset: number): { start: number; end: number; text: string } {
  const word = /[\w-]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0] ?? "";
  return { start: offset - word.length, end: offset, text: word };
}

function lastMark(text: string, offset: number): { mark: string; at: number } {
  const before = text.slice(0, offset).trimEnd();
  return { mark: before.at(-1) ?? "", at: before.length - 1 };
}
