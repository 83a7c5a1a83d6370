import { type Document, isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import type { FullYaml } from "./fullYaml.ts";
import type { MatterNode, MatterRange } from "./matterNode.ts";
import { NotebookParseError } from "./NotebookParseError.ts";
import { entryKeys, readHeader } from "./readHeader.ts";
import { splitLines } from "./textLines.ts";

/** YAML by the library that knows all of it. */
export const yamlMatter: FullYaml = {
  read(yaml) {
    const document = parseYaml(yaml);
    return document.contents === null ? null : nodeOf(document.contents, document);
  },

  printAnew(matter, wanted, lineEnd) {
    const document = parseYaml(matter.yaml);
    if (readHeader(matter).title !== wanted.title) document.set("title", wanted.title);
    if (wanted.run) document.set("run", wanted.run);
    else if (readHeader(matter).run) document.delete("run");
    if (wanted.timezone !== undefined) document.set("timezone", wanted.timezone);
    else if (readHeader(matter).timezone !== undefined) document.delete("timezone");
    const old: unknown = document.get("sources");
    const entries = Object.entries(wanted.sources).map(([name, entry]) => {
      const node: unknown = isMap(old) ? old.get(name, true) : undefined;
      return [name, { ...(isMap<Node, Node | null>(node) ? unknownKeys(node, document) : {}), ...entry }];
    });
    document.set("sources", document.createNode(Object.fromEntries(entries)));
    const text = document.toString({ lineWidth: 0 });
    return lineEnd === "\n" ? text : text.replace(/\n/g, lineEnd);
  },
};

function nodeOf(node: Node, document: Document): MatterNode {
  const range: MatterRange | null = node.range ? [node.range[0], node.range[1]] : null;
  const plain = (): unknown => node.toJS(document);
  if (isScalar(node)) {
    return { kind: "scalar", value: node.value, source: node.source ?? String(node.value), range, plain };
  }
  if (isSeq<Node>(node)) {
    const items = node.items.map((item) => nodeOf(item, document));
    return { kind: "list", flow: node.flow === true, items, range, plain };
  }
  if (!isMap<Node, Node | null>(node)) return { kind: "other", range, plain };
  const items = node.items.map(({ key, value }) => ({
    key: nodeOf(key, document),
    value: value && nodeOf(value, document),
  }));
  return { kind: "map", flow: node.flow === true, items, range, plain };
}

/** Parses YAML that begins on the second line of the file. */
function parseYaml(yaml: string): Document.Parsed {
  // A lone CR ends a line in YAML too, but not for this parser. The length stays, so places in the text do as well.
  const text = yaml.replace(/\r(?!\n)/g, "\n");
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { keepSourceTokens: true, prettyErrors: false, logLevel: "silent" });
    // Aliases are resolved only here: unknown ones, and ones that multiply without end, are errors as well.
    if (document.errors.length === 0) document.toJS();
  } catch (thrown) {
    const reason = thrown instanceof RangeError ? "it is nested too deeply" : messageOf(thrown);
    throw new NotebookParseError(`The front matter cannot be read: ${reason}.`, 1);
  }
  const [error] = document.errors;
  if (!error) return document;
  const line = 2 + splitLines(text.slice(0, error.pos[0])).filter(({ end }) => end !== "").length;
  throw new NotebookParseError(
    `The front matter is not valid YAML: ${error.message.replace(/\.$/, "")}.`,
    line,
  );
}

function unknownKeys(node: Node, document: Document): Record<string, unknown> {
  const value: unknown = node.toJS(document);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => !entryKeys.includes(key)));
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
