import { isMap, isNode, isScalar, isSeq, type Node, type YAMLSeq } from "yaml";
import type { Path } from "../choiceError.ts";
import type { Plain } from "./fields.ts";
import { parseEvents } from "./readEvents.ts";

/**
 * A cell's text with another value at one place, or without what stands there (null); a map that becomes empty goes with
 * it. Comments and the order of keys stay. A text that is no YAML stays as it is.
 */
export function withChoice(source: string, path: Path, value: Plain | null): string {
  const document = parseEvents(source);
  if (document.errors.length > 0) return source;
  if (document.contents === null) document.contents = document.createNode({}) as Node;
  if (!isMap(document.contents)) return source;
  if (value === null) {
    makeRoom(document, path);
    document.deleteIn(path);
    for (let depth = path.length - 1; depth > 1; depth--) {
      const parent: unknown = document.getIn(path.slice(0, depth), true);
      if ((isMap(parent) || isSeq(parent)) && parent.items.length === 0)
        document.deleteIn(path.slice(0, depth));
    }
  } else {
    makeRoom(document, path);
    const before: unknown = document.getIn(path, true);
    const node = nodeOf(document, value);
    if (isNode(before)) {
      node.comment = before.comment ?? null;
      node.commentBefore = before.commentBefore ?? null;
    }
    document.setIn(path, node);
  }
  const printed = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  const text = printed === "{}\n" ? "" : printed;
  return source.endsWith("\n") ? text : text.replace(/\n$/, "");
}

/**
 * What stands above the place is made a map, or a list, where it is nothing or a single value; what was one value of a
 * list stays its first.
 */
function makeRoom(document: ReturnType<typeof parseEvents>, path: Path): void {
  for (let depth = 1; depth < path.length; depth++) {
    const above = path.slice(0, depth);
    const node: unknown = document.getIn(above, true);
    const isItem = typeof path[depth] === "number";
    if (isSeq(node) || (isMap(node) && !isItem)) continue;
    const list = document.createNode<Node[]>([]) as YAMLSeq<Node>;
    const isThere = isMap(node) || (isScalar(node) && node.value !== null && node.value !== "");
    if (isItem && isThere) list.items.push(node as Node);
    document.setIn(above, isItem ? list : document.createNode({}));
  }
}

function nodeOf(document: ReturnType<typeof parseEvents>, value: Plain): Node {
  const node = document.createNode(value) as Node;
  fold(node);
  return node;
}

/** Short lists and maps of plain values stand on one line, as people write them. */
function fold(node: Node): void {
  // Nothing at all would read as no value.
  if (isScalar(node) && node.value === "") node.type = "QUOTE_DOUBLE";
  if (isSeq<Node>(node)) {
    for (const item of node.items) fold(item);
    node.flow = node.items.every((item) => isScalar(item)) && String(node).length < 90;
  } else if (isMap<Node, Node>(node)) {
    for (const { value } of node.items) if (value) fold(value);
    node.flow =
      node.items.length > 0 && node.items.every(({ value }) => isScalar(value)) && String(node).length < 90;
  }
}

/** The text with another analysis in the place of the one it asks for; what it said of that one goes. */
export function withAnalysis(source: string, from: string, to: string): string {
  const bare = withChoice(source, [from], null);
  const line = `${to}:`;
  const body = bare.trimEnd();
  return body === "" ? line : `${body}\n${line}`;
}
