import { type FrontMatter, findFrontMatter, isBeyondReach } from "./frontMatter.ts";
import { fullYaml } from "./fullYaml.ts";
import { isMatterMap, type MatterMap, type MatterNode, type MatterPair, pairOf } from "./matterNode.ts";
import { entryKeys, type Header, readHeader } from "./readHeader.ts";
import { sameData } from "./sameData.ts";
import { endedLine } from "./textLines.ts";
import { entryPairs, yamlEntry, yamlScalar, yamlSources } from "./yamlText.ts";

/**
 * The YAML of a front matter with title, sources, run mode and time zone changed to the given ones. Only their lines change;
 * where the YAML is written in a way that this cannot be done, it is printed anew with the same content.
 */
export function editHeader(matter: FrontMatter, wanted: Header, lineEnd: string): string {
  const withTitle = editTitle(matter, wanted.title, lineEnd);
  const titled = withTitle === null ? null : reread(withTitle);
  const withRun = titled && editWord(titled, "run", wanted.run, lineEnd);
  const running = withRun === null ? null : reread(withRun);
  const withZone = running && editWord(running, "timezone", wanted.timezone, lineEnd);
  const between = withZone === null ? null : reread(withZone);
  const edited = between && editSources(between, wanted.sources, lineEnd);
  if (edited != null && says(edited, wanted, matter)) return edited;
  return fullYaml()?.printAnew(matter, wanted, lineEnd) ?? plainlyAnew(matter, wanted, lineEnd);
}

function editTitle({ root: map, yaml }: FrontMatter, title: string, lineEnd: string): string | null {
  const pair = map && pairOf(map, "title");
  if (pair) return pair.key.kind === "scalar" ? withValue(yaml, pair, yamlScalar(title)) : null;
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
  const sameWords = one.title === other.title && words.every((key) => one[key] === other[key]);
  return sameWords && sameData(one.sources, other.sources);
}

/** Keys of one word, in the order in which they are written. */
const words = ["run", "timezone"] as const;

/** It stands after the words before it, the title, or else the version; what is undefined is left out. */
function editWord(
  matter: FrontMatter,
  key: (typeof words)[number],
  value: string | undefined,
  lineEnd: string,
): string | null {
  const { root: map, yaml } = matter;
  if (readHeader(matter)[key] === value) return yaml;
  const pair = map && pairOf(map, key);
  if (pair && value !== undefined)
    return pair.key.kind === "scalar" ? withValue(yaml, pair, yamlScalar(value)) : null;
  if (map?.flow) return null;
  if (pair) {
    const { start, end } = linesOf(yaml, pair);
    return yaml.slice(0, start) + yaml.slice(end);
  }
  const line = `${key}: ${yamlScalar(value ?? "")}${lineEnd}`;
  const before =
    map &&
    ((key === "timezone" ? pairOf(map, "run") : null) ??
      pairOf(map, "title") ??
      pairOf(map, "eider") ??
      map.items.at(-1));
  if (!before) return `${endedLine(yaml, lineEnd)}${line}`;
  return inserted(yaml, linesOf(yaml, before).end, indentOf(yaml, before) + line, lineEnd);
}

function editSources(matter: FrontMatter, wanted: Header["sources"], lineEnd: string): string | null {
  const { root: top, yaml } = matter;
  const now = readHeader(matter).sources;
  if (sameData(now, wanted)) return yaml;
  if (top?.flow) return null;
  const pair = top && pairOf(top, "sources");
  const all = Object.keys(wanted).length > 0 ? yamlSources(wanted, lineEnd) : "";
  if (!pair) {
    const first = top?.items[0];
    return !first || indentOf(yaml, first) === "" ? endedLine(yaml, lineEnd) + all : null;
  }
  const map = pair.value;
  if (!isMatterMap(map) || map.flow || all === "") {
    // A map in braces stands on its own lines as a whole.
    if (isMatterMap(map) && hasUnknownKeys(map, wanted)) return null;
    const { start, end } = linesOf(yaml, pair);
    return indentOf(yaml, pair) === "" ? yaml.slice(0, start) + all + yaml.slice(end) : null;
  }
  return editEntries(matter, map, now, wanted, lineEnd);
}

/** Changes the lines of the entries that changed, from the last to the first, so that earlier places hold. */
function editEntries(
  { yaml }: FrontMatter,
  map: MatterMap,
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
    const name = pair.key.kind === "scalar" ? pair.key.source : "";
    const key = pair.key.kind === "scalar" && typeof pair.key.value === "string" ? pair.key.value : name;
    const entry = Object.hasOwn(wanted, key) ? wanted[key] : undefined;
    if (entry === undefined) {
      const { start, end } = linesOf(yaml, pair);
      text = text.slice(0, start) + text.slice(end);
    } else if (!sameData(now[key], entry)) {
      const kept = unknownKeys(pair.value);
      const changed = withValue(text, pair, entryText(yaml, pair.value, { ...kept, ...entry }, lineEnd));
      if (changed === null) return null;
      text = changed;
    }
  }
  return text;
}

/** An entry in the style of the one it takes the place of: a line a key, or all on one. */
function entryText(
  yaml: string,
  old: MatterNode | null,
  entry: Record<string, unknown>,
  lineEnd: string,
): string {
  const start = old?.range?.[0];
  if (!isMatterMap(old) || old.flow || start === undefined) return yamlEntry(entry);
  const column = start - lineStart(yaml, start);
  return entryPairs(entry).join(lineEnd + " ".repeat(column));
}

function unknownKeys(node: MatterNode | null): Record<string, unknown> {
  const value = node?.plain();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => !entryKeys.includes(key)));
}

function hasUnknownKeys(map: MatterMap, wanted: Header["sources"]): boolean {
  return map.items.some(
    ({ key, value }) =>
      isMatterMap(value) &&
      key.kind === "scalar" &&
      Object.hasOwn(wanted, String(key.value)) &&
      value.items.some((pair) => !(pair.key.kind === "scalar" && entryKeys.includes(String(pair.key.value)))),
  );
}

/** Puts a value in the place of a pair's value; what follows it on its line (a comment) stays. */
function withValue(yaml: string, { key, value }: MatterPair, text: string): string | null {
  const start = value?.range?.[0] ?? key.range?.[1];
  let end = value?.range?.[1] ?? start;
  if (start === undefined || end === undefined) return null;
  // Blocks end with their last line's end, which is not part of what is replaced.
  if (end > start && yaml[end - 1] === "\n") end -= yaml[end - 2] === "\r" ? 2 : 1;
  const isEmpty = end === start && yaml[start - 1] === ":";
  return yaml.slice(0, start) + (isEmpty ? " " : "") + text + yaml.slice(end);
}

/** Where a pair's own lines begin and end, comments before it left out. */
export function linesOf(yaml: string, { key, value }: MatterPair): { start: number; end: number } {
  const start = lineStart(yaml, key.range?.[0] ?? 0);
  const last = value?.range?.[1] ?? key.range?.[1] ?? start;
  if (last > start && yaml[last - 1] === "\n") return { start, end: last };
  const lineEnd = yaml.indexOf("\n", last);
  return { start, end: lineEnd < 0 ? yaml.length : lineEnd + 1 };
}

/** What stands before a pair on its first line. */
export function indentOf(yaml: string, { key }: MatterPair): string {
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
  const text = `---\n${yaml}---\n`;
  try {
    return isBeyondReach(text) ? null : findFrontMatter(text);
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

function otherKeys({ root }: FrontMatter): Record<string, unknown> {
  const value = root?.plain();
  if (typeof value !== "object" || value === null) return {};
  return { ...value, title: undefined, sources: undefined, run: undefined, timezone: undefined };
}

function plainWord({ root }: FrontMatter, key: string): unknown {
  return root ? pairOf(root, key)?.value?.plain() : undefined;
}

/** The same content in lines of our own, for where only YAML could keep the way it is written and is not at hand. */
function plainlyAnew(matter: FrontMatter, wanted: Header, lineEnd: string): string {
  const old = matter.root && pairOf(matter.root, "sources")?.value;
  const entries = Object.entries(wanted.sources).map(([name, entry]) => {
    const before = isMatterMap(old) ? pairOf(old, name)?.value : null;
    return `${yamlScalar(name)}: ${yamlEntry({ ...unknownKeys(before ?? null), ...entry })}`;
  });
  const title = wanted.title === "" ? {} : { title: wanted.title };
  // One that is not known stays, unless another was chosen.
  const chosen = words.map((key) => [
    key,
    wanted[key] ?? (readHeader(matter)[key] === undefined ? plainWord(matter, key) : undefined),
  ]);
  const lines = entryPairs({
    ...otherKeys(matter),
    ...title,
    ...Object.fromEntries(chosen),
    sources: undefined,
  });
  const top = lines.map((line) => line + lineEnd).join("");
  // In braces a name may be of any length.
  return entries.length > 0 ? `${top}sources: { ${entries.join(", ")} }${lineEnd}` : top;
}
