import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type Range,
} from "yaml";
import { StepError } from "./stepError.ts";

/** Where something stands in a recipe's text: offsets of its first character and of the one after its last. */
export interface Place {
  start: number;
  end: number;
}

/** YAML as plain data that knows where it stands; `text` is a scalar as it was written, so that no digit is lost. */
export type Tree =
  | { kind: "scalar"; value: string | number | boolean | bigint | null; text: string; place: Place }
  | { kind: "list"; items: Tree[]; place: Place }
  | { kind: "map"; entries: TreeEntry[]; place: Place };

export interface TreeEntry {
  key: string;
  keyPlace: Place;
  value: Tree;
}

/** A recipe is read by people: this is a file of data that came here by mistake. */
const mostCharacters = 2_000_000;

/** The tree of a text; null where it is empty. Throws StepError at the place where it is no YAML. */
export function readYaml(source: string): Tree | null {
  if (source.length > mostCharacters)
    throw new StepError("The recipe is too long.", null, "Keep long mappings in a relation (map: mapping).");
  const document = parseDocument<ParsedNode>(source, {
    lineCounter: new LineCounter(),
    logLevel: "silent",
    prettyErrors: false,
  });
  const [problem] = document.errors;
  if (problem) {
    const [start, end] = problem.pos;
    throw new StepError(
      `This is not YAML: ${sentence(problem.message)}`,
      { start, end },
      "Write one step a line, such as - trim: [name]. Texts with : or # stand in quotes.",
    );
  }
  return document.contents === null ? null : treeOf(document.contents);
}

function treeOf(node: Node | null, at: Place = { start: 0, end: 0 }): Tree {
  if (node === null) return { kind: "scalar", value: null, text: "", place: at };
  const place = placeOf(node.range, at);
  if (isAlias(node))
    throw new StepError("References (*) are not read here.", place, "Write the value itself.");
  if (isSeq<Node | null>(node))
    return { kind: "list", items: node.items.map((item) => treeOf(item, place)), place };
  if (isMap<Node, Node | null>(node)) {
    const entries = node.items.map(({ key, value }): TreeEntry => {
      const keyPlace = placeOf(key?.range, place);
      return { key: scalarText(key), keyPlace, value: treeOf(value, keyPlace) };
    });
    return { kind: "map", entries, place };
  }
  if (!isScalar(node))
    throw new StepError("This cannot stand here.", place, "Write a value, a list or keys.");
  const { value } = node;
  const isPlain = value === null || ["string", "number", "boolean", "bigint"].includes(typeof value);
  return {
    kind: "scalar",
    value: isPlain ? (value as string | number | boolean | bigint | null) : String(value),
    text: scalarText(node),
    place,
  };
}

/** A name or text is meant as it is written, also where YAML takes it for a number. */
function scalarText(node: Node | null): string {
  if (!isScalar(node)) return "";
  if (typeof node.value === "string") return node.value;
  return node.source ?? String(node.value ?? "");
}

function placeOf(range: Range | null | undefined, otherwise: Place): Place {
  return range ? { start: range[0], end: Math.max(range[1], range[0]) } : otherwise;
}

function sentence(message: string): string {
  const first = message.split("\n")[0]?.replace(/\s+at line \d+, column \d+:?\s*$/, "") ?? "";
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
