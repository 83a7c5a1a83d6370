import { Document, isCollection, isMap, isSeq, type Node, parseDocument, type YAMLMap } from "yaml";
import type { Contract, PinnedColumn } from "./contract.ts";

/** The text with what is pinned in it, in place of what was; remarks and decisions stay, a mapping of old names goes. */
export function withPin(source: string, { rows, columns }: NonNullable<Contract["pinned"]>): string {
  return edited(source, (document) => {
    if (rows === null) document.delete("rows");
    else document.set("rows", rows);
    document.set("columns", columnNodes(document, columns));
    document.delete("map");
  });
}

/** The text with columns of the file for pinned columns, null for none; those with their own name are left out. */
export function withMap(source: string, map: ReadonlyMap<string, string | null>): string {
  const said = new Map([...map].filter(([name, now]) => name !== now));
  return edited(source, (document) => {
    if (said.size === 0) {
      document.delete("map");
      return;
    }
    const held: unknown = document.get("map");
    if (!isMap<Node, Node>(held)) {
      document.set("map", document.createNode(said));
      return;
    }
    // What stays keeps how it is written and its remarks.
    for (const { key } of [...held.items]) if (!said.has(textOf(key))) held.delete(key);
    for (const [name, now] of said) setText(document, held, name, now);
  });
}

function setText(document: Document, map: YAMLMap<Node, Node>, name: string, value: string | null): void {
  const pair = map.items.find(({ key }) => textOf(key) === name);
  if (!pair) map.add(document.createPair(name, value) as (typeof map.items)[number]);
  else if (!pair.value || textOf(pair.value) !== String(value))
    pair.value = document.createNode(value) as unknown as Node;
}

const textOf = (node: Node) => String((node as { source?: string; value?: unknown }).value ?? "");

function edited(source: string, change: (document: Document) => void): string {
  const parsed = source.trim() === "" ? new Document({}) : parseDocument(source);
  if (parsed.errors.length > 0) return source;
  if (parsed.contents === null) parsed.contents = parsed.createNode({}) as never;
  if (!isMap(parsed.contents)) return source;
  parsed.contents.flow = false;
  change(parsed as Document);
  const text = parsed.toString({ lineWidth: 0 });
  return text.trim() === "{}" ? "" : text.replace(/\n$/, "");
}

/** Each column on a line of its own. */
function columnNodes(document: Document, columns: readonly PinnedColumn[]): unknown {
  const list = document.createNode(columns.map(columnEntry));
  if (isSeq(list)) for (const item of list.items) if (isCollection(item)) item.flow = true;
  return list;
}

function columnEntry({ name, type, nulls, spread }: PinnedColumn): Record<string, unknown> {
  const entry = { name, type, ...(nulls === null ? {} : { nulls }) };
  if (!spread) return entry;
  if (spread.by !== "values")
    return { ...entry, [spread.by]: { edges: spread.edges, shares: spread.shares } };
  return { ...entry, values: new Map(spread.values.map((value, at) => [value, spread.shares[at]])) };
}
