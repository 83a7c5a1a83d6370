import { isJsonObject } from "../chart/jsonObject.ts";
import { type JsonEntry, type JsonNode, jsonTree } from "./jsonTree.ts";
import { assembled, prettyJson, printed, widestLine } from "./prettyJson.ts";
import { ownValue, sameJson } from "./sameJson.ts";

/**
 * JSON text that says `after`: what is the same in it stays as it is written, to the letter, numbers that a double
 * cannot hold included. `text` is JSON or blank.
 */
export function editJson(text: string, after: unknown): string {
  const node = jsonTree(text);
  if (!node) return prettyJson(after);
  const edited = rewritten(text, node, JSON.parse(text.slice(node.start, node.end)), after, "", 0, "");
  return text.slice(0, node.start) + edited + text.slice(node.end);
}

function rewritten(
  text: string,
  node: JsonNode,
  before: unknown,
  after: unknown,
  indent: string,
  offset: number,
  key: string,
): string {
  const own = text.slice(node.start, node.end);
  if (sameJson(before, after)) return own;
  const wasTall = own.includes("\n");
  const inner = wasTall ? innerIndent(text, node, indent) : `${indent}  `;
  let parts: ((indent: string) => string)[];
  let brackets: readonly [string, string];
  if (node.kind === "object" && isJsonObject(before) && isJsonObject(after)) {
    brackets = ["{", "}"];
    parts = objectParts(text, node.entries, before, after);
  } else if (node.kind === "array" && Array.isArray(before) && Array.isArray(after)) {
    brackets = ["[", "]"];
    parts = after.map((item, at) => (deep: string) => {
      const known = node.items[at];
      return known ? rewritten(text, known, before[at], item, deep, 1, "") : printed(item, deep, 1, "");
    });
  } else return printed(after, indent, offset, key);
  const line = assembled(
    parts.map((part) => part(indent)),
    brackets,
    indent,
    false,
  );
  const isShort = !line.includes("\n") && indent.length + offset + line.length <= widestLine;
  if (!wasTall && isShort && key !== "encoding") return line;
  const [open, close] = brackets;
  const lines = parts.map((part) => `${inner}${part(inner)}`);
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

/** What was there in its order, then what is new. */
function objectParts(
  text: string,
  entries: readonly JsonEntry[],
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): ((indent: string) => string)[] {
  const last = new Map(entries.map((entry) => [entry.key.value, entry]));
  const kept = [...last.values()].filter(({ key }) => ownValue(after, key.value) !== undefined);
  const known = kept.map(({ key, value }) => (indent: string) => {
    const name = `${text.slice(key.start, key.end)}: `;
    const item = ownValue(after, key.value);
    if (!value) return name + printed(item, indent, name.length + 1, key.value);
    return (
      name + rewritten(text, value, ownValue(before, key.value), item, indent, name.length + 1, key.value)
    );
  });
  const added = Object.entries(after).filter(([key, item]) => item !== undefined && !last.has(key));
  return [
    ...known,
    ...added.map(([key, item]) => (indent: string) => {
      const name = `${JSON.stringify(key)}: `;
      return name + printed(item, indent, name.length + 1, key);
    }),
  ];
}

/** How far what stands in an object or array is indented there. */
function innerIndent(text: string, node: JsonNode, indent: string): string {
  const first =
    node.kind === "object"
      ? node.entries[0]?.key.start
      : node.kind === "array"
        ? node.items[0]?.start
        : undefined;
  if (first === undefined) return `${indent}  `;
  const line = text.slice(text.lastIndexOf("\n", first - 1) + 1, first);
  return /^[ \t]*$/.test(line) && line.length > indent.length ? line : `${indent}  `;
}
