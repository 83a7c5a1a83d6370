import { isMap, isScalar, type Node, type Pair, type YAMLMap } from "yaml";
import { type FrontMatter, findFrontMatter } from "./frontMatter.ts";
import { entryKeys, type Header, headerKeys, readHeader } from "./readHeader.ts";
import { sameData } from "./sameData.ts";
import { endedLine } from "./textLines.ts";
import { entryPairs, yamlEntry, yamlScalar, yamlSources } from "./yamlText.ts";

type YamlMap = YAMLMap<Node, Node | null>;
type Entry = Pair<Node, Node | null>;

/**
 * The YAML of a front matter with title, sources and run mode changed to the given ones. Only their lines change;
 * where the YAML is written in a way that this cannot be done, it is printed anew with the same content.
 */
export function editHeader(matter: FrontMatter, wanted: Header, lineEnd: string): string {
  const withTitle = editTitle(matter, wanted.title, lineEnd);
  const titled = withTitle === null ? null : reread(withTitle);
  const withRun = titled && editRun(titled, wanted.run, lineEnd);
  const between = withRun === null ? null : reread(withRun);
  const edited = between && editSources(between, wanted.sources, lineEnd);
  if (edited != null && says(edited, wanted, matter)) return edited;
  return printedAnew(matter, wanted, lineEnd);
}

function editTitle({ document, yaml }: FrontMatter, title: string, lineEnd: string): string | null {
  const map: unknown = document.contents;
  if (map !== null && !isMap<Node, Node | null>(map)) return null;
  const pair = map && pairOf(map, "title");
  if (pair) return isScalar(pair.key) ? withValue(yaml, pair, yamlScalar(title)) : null;
  if (title === "") return yaml;
  if (!map) return `${endedLine(yaml, lineEnd)}title: ${yamlScalar(title)}${lineEnd}`;
  if (map.flow) return null;
  const line = `title: ${yamlScalar(title)}${lineEnd}`;
  const version = pairOf(map, "eider");
  if (version) return inserted(yaml, linesOf(yaml, version).end, indentOf(yaml, version) + line, lineEnd);
  const [first] = map.items;
  return first ? inserted(yaml, linesOf(yaml, first).start, indentOf(yaml, first) + line, lineEnd) : null;
}

/** Whether two headers say the same. */
export function sameHeader(one: Header, other: Header): boolean {
  return one.title === other.title && one.run === other.run && sameData(one.sources, other.sources);
}

/** The mode stands after the title, or else after the version; lazy is said by leaving it out. */
function editRun(matter: FrontMatter, run: Header["run"], lineEnd: string): string | null {
  const { document, yaml } = matter;
  if (readHeader(matter).run === run) return yaml;
  const map: unknown = document.contents;
  if (map !== null && !isMap<Node, Node | null>(map)) return null;
  const pair = map && pairOf(map, "run");
  if (pair && run) return isScalar(pair.key) ? withValue(yaml, pair, run) : null;
  if (map?.flow) return null;
  if (pair) {
    const { start, end } = linesOf(yaml, pair);
    return yaml.slice(0, start) + yaml.slice(end);
  }
  const before = map && (pairOf(map, "title") ?? pairOf(map, "eider") ?? map.items.at(-1));
  if (!before) return `${endedLine(yaml, lineEnd)}run: ${run}${lineEnd}`;
  return inserted(yaml, linesOf(yaml, before).end, `${indentOf(yaml, before)}run: ${run}${lineEnd}`, lineEnd);
}

function editSources(matter: FrontMatter, wanted: Header["sources"], lineEnd: string): string | null {
  const { document, yaml } = matter;
  const now = readHeader(matter).sources;
  if (sameData(now, wanted)) return yaml;
  const top: unknown = document.contents;
  if (top !== null && !isMap<Node, Node | null>(top)) return null;
  if (top?.flow) return null;
  const pair = top && pairOf(top, "sources");
  const all = Object.keys(wanted).length > 0 ? yamlSources(wanted, lineEnd) : "";
  if (!pair) {
    const first = top?.items[0];
    return !first || indentOf(yaml, first) === "" ? endedLine(yaml, lineEnd) + all : null;
  }
  const map = pair.value;
  if (!isMap<Node, Node | null>(map) || map.flow || all === "") {
    // A map in braces stands on its own lines as a whole.
    if (isMap<Node, Node | null>(map) && hasUnknownKeys(map, wanted)) return null;
    const { start, end } = linesOf(yaml, pair);
    return indentOf(yaml, pair) === "" ? yaml.slice(0, start) + all + yaml.slice(end) : null;
  }
  return editEntries(matter, map, now, wanted, lineEnd);
}

/** Changes the lines of the entries that changed, from the last to the first, so that earlier places hold. */
function editEntries(
  { document, yaml }: FrontMatter,
  map: YamlMap,
  now: Header["sources"],
  wanted: Header["sources"],
  lineEnd: string,
): string | null {
  const [first] = map.items;
  const last = map.items.at(-1);
  if (!first || !last) return null;
  const added = Object.entries(wanted).filter(([name]) => !Object.hasOwn(now, name));
  const indent = indentOf(yaml, first);
  const lines = added.map(
    ([name, entry]) => `${indent}${yamlScalar(name)}: ${yamlEntry({ ...entry })}${lineEnd}`,
  );
  let text = lines.length > 0 ? inserted(yaml, linesOf(yaml, last).end, lines.join(""), lineEnd) : yaml;
  for (const pair of map.items.toReversed()) {
    const name = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : "";
    const key = isScalar(pair.key) && typeof pair.key.value === "string" ? pair.key.value : name;
    const entry = Object.hasOwn(wanted, key) ? wanted[key] : undefined;
    if (entry === undefined) {
      const { start, end } = linesOf(yaml, pair);
      text = text.slice(0, start) + text.slice(end);
    } else if (!sameData(now[key], entry)) {
      const kept = unknownKeys(pair.value, document);
      const changed = withValue(text, pair, entryText(yaml, pair.value, { ...kept, ...entry }, lineEnd));
      if (changed === null) return null;
      text = changed;
    }
  }
  return text;
}

/** An entry in the style of the one it takes the place of: a line a key, or all on one. */
function entryText(yaml: string, old: Node | null, entry: Record<string, unknown>, lineEnd: string): string {
  const start = old?.range?.[0];
  if (!isMap(old) || old.flow || start === undefined) return yamlEntry(entry);
  const column = start - lineStart(yaml, start);
  return entryPairs(entry).join(lineEnd + " ".repeat(column));
}

function unknownKeys(node: Node | null, document: FrontMatter["document"]): Record<string, unknown> {
  const value: unknown = node?.toJS(document);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => !entryKeys.includes(key)));
}

function hasUnknownKeys(map: YamlMap, wanted: Header["sources"]): boolean {
  return map.items.some(
    ({ key, value }) =>
      isMap<Node, Node | null>(value) &&
      isScalar(key) &&
      Object.hasOwn(wanted, String(key.value)) &&
      value.items.some((pair) => !(isScalar(pair.key) && entryKeys.includes(String(pair.key.value)))),
  );
}

function pairOf(map: YamlMap, key: string): Entry | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Puts a value in the place of a pair's value; what follows it on its line (a comment) stays. */
function withValue(yaml: string, { key, value }: Entry, text: string): string | null {
  const start = value?.range?.[0] ?? key.range?.[1];
  let end = value?.range?.[1] ?? start;
  if (start === undefined || end === undefined) return null;
  // Blocks end with their last line's end, which is not part of what is replaced.
  if (end > start && yaml[end - 1] === "\n") end -= yaml[end - 2] === "\r" ? 2 : 1;
  const isEmpty = end === start && yaml[start - 1] === ":";
  return yaml.slice(0, start) + (isEmpty ? " " : "") + text + yaml.slice(end);
}

/** Where a pair's own lines begin and end, comments before it left out. */
function linesOf(yaml: string, { key, value }: Entry): { start: number; end: number } {
  const start = lineStart(yaml, key.range?.[0] ?? 0);
  const last = value?.range?.[1] ?? key.range?.[1] ?? start;
  if (last > start && yaml[last - 1] === "\n") return { start, end: last };
  const lineEnd = yaml.indexOf("\n", last);
  return { start, end: lineEnd < 0 ? yaml.length : lineEnd + 1 };
}

function indentOf(yaml: string, { key }: Entry): string {
  const at = key.range?.[0] ?? 0;
  return yaml.slice(lineStart(yaml, at), at);
}

function lineStart(yaml: string, at: number): number {
  return yaml.lastIndexOf("\n", at - 1) + 1;
}

function inserted(yaml: string, at: number, line: string, lineEnd: string): string {
  return endedLine(yaml.slice(0, at), lineEnd) + line + yaml.slice(at);
}

function reread(yaml: string): FrontMatter | null {
  try {
    return findFrontMatter(`---\n${yaml}---\n`);
  } catch {
    // The edit broke it; the caller prints it anew.
    return null;
  }
}

function says(yaml: string, wanted: Header, before: FrontMatter): boolean {
  const matter = reread(yaml);
  if (matter === null || matter.yaml !== yaml) return false;
  const header = readHeader(matter);
  return sameHeader(header, wanted) && sameData(otherKeys(matter), otherKeys(before));
}

function otherKeys({ document }: FrontMatter): unknown {
  const value: unknown = document.toJS();
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => !headerKeys.includes(key)));
}

function printedAnew(matter: FrontMatter, wanted: Header, lineEnd: string): string {
  const copy = matter.document.clone();
  if (readHeader(matter).title !== wanted.title) copy.set("title", wanted.title);
  if (wanted.run) copy.set("run", wanted.run);
  else if (readHeader(matter).run) copy.delete("run");
  const old: unknown = copy.get("sources");
  const entries = Object.entries(wanted.sources).map(([name, entry]) => {
    const node: unknown = isMap(old) ? old.get(name, true) : undefined;
    return [name, { ...(isMap(node) ? unknownKeys(node, matter.document) : {}), ...entry }];
  });
  copy.set("sources", copy.createNode(Object.fromEntries(entries)));
  const text = copy.toString({ lineWidth: 0 });
  return lineEnd === "\n" ? text : text.replace(/\n/g, lineEnd);
}
