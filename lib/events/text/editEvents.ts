import { isMap, isScalar, isSeq, type Node } from "yaml";
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
    document.deleteIn(path);
    for (let depth = path.length - 1; depth > 1; depth--) {
      const parent: unknown = document.getIn(path.slice(0, depth), true);
      if ((isMap(parent) || isSeq(parent)) && parent.items.length === 0)
        document.deleteIn(path.slice(0, depth));
    }
  } else {
    makeRoom(document, path);
    document.setIn(path, nodeOf(document, value));
  }
  const printed = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  const text = printed === "{}\n" ? "" : printed;
  return source.endsWith("\n") ? text : text.replace(/\n$/, "");
}

/** What stands above the place is made a map, or a list, where it is a single value or nothing. */
function makeRoom(document: ReturnType<typeof parseEvents>, path: Path): void {
  for (let depth = 1; depth < path.length; depth++) {
    const above = path.slice(0, depth);
    const node: unknown = document.getIn(above, true);
    if (isMap(node) || isSeq(node)) continue;
    document.setIn(above, document.createNode(typeof path[depth] === "number" ? [] : {}));
  }
}

function nodeOf(document: ReturnType<typeof parseEvents>, value: Plain): Node {
  const node = document.createNode(value) as Node;
  fold(node);
  return node;
}

/** Short lists and maps of plain values stand on one line, as people write them. */
function fold(node: Node): void {
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
