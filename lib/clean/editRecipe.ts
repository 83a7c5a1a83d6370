import { isMap, isNode, isSeq, type Node, parseDocument, stringify, type YAMLMap } from "yaml";
import { readRecipe } from "./readRecipe.ts";
import { isShortForm, type StepDefinition } from "./stepDefinition.ts";
import { readYaml, type Tree } from "./yamlTree.ts";

/** Options of a step as plain data, by their keys. */
export type Options = Readonly<Record<string, unknown>>;

/** A recipe cut into the lines of its steps: all of them together are the text. */
interface Cut {
  head: string;
  /** Each with the remarks that stand before it, and a line end. */
  steps: string[];
}

/** The options of a step as plain data; what stands in its short form has its key. */
export function optionsOf({ kind, tree }: { kind: StepDefinition; tree: Tree }): Options {
  const value = plain(tree);
  if (value === null) return {};
  if (kind.short !== null && isShortForm(kind, tree)) return { [kind.short]: value };
  return tree.kind === "map" ? (value as Options) : {};
}

/** A recipe with another step at a place; all other lines stay as they are. */
export function withStep(source: string, at: number, kind: StepDefinition, options: Options): string {
  return edited(source, (steps) => steps.splice(at, 0, printedStep(kind, options)));
}

export function withoutStep(source: string, at: number): string {
  return edited(source, (steps) => steps.splice(at, 1));
}

/** `to` is the step's place afterwards. */
export function withStepMoved(source: string, at: number, to: number): string {
  return edited(source, (steps) => steps.splice(to, 0, ...steps.splice(at, 1)));
}

export function withStepOff(source: string, at: number, isOff: boolean): string {
  return edited(source, (steps) => {
    const step = steps[at];
    if (step !== undefined)
      steps[at] = rewritten(step, (map) => {
        if (isOff) map.set("off", true);
        else map.delete("off");
      });
  });
}

/** A recipe with other options of one step: those that stay keep how they are written. */
export function withOptions(source: string, at: number, kind: StepDefinition, options: Options): string {
  return edited(source, (steps) => {
    const step = steps[at];
    if (step !== undefined)
      steps[at] = rewritten(step, (map, create) => setOptions(map, kind, options, create));
  });
}

type Create = (value: unknown) => Node;

function setOptions(map: YAMLMap, kind: StepDefinition, options: Options, create: Create): void {
  const held: unknown = map.get(kind.key, true);
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  const alone = entries.length === 1 && entries[0]?.[0] === kind.short ? entries[0][1] : undefined;
  const isPairs = kind.short !== null && Object.keys(kind.fields).length === 1;
  if (isMap(held) && !isPairs) {
    const before: Record<string, unknown> = held.toJSON();
    for (const key of Object.keys(before)) if (options[key] === undefined) held.delete(key);
    // Code of several lines stands in a block of its own, which braces cannot hold.
    if (entries.some(([, value]) => hasLines(value))) held.flow = false;
    for (const [key, value] of entries)
      if (JSON.stringify(before[key]) !== JSON.stringify(value)) held.set(key, create(value));
    return;
  }
  const next = create(alone ?? (entries.length === 0 ? null : Object.fromEntries(entries)));
  const remark = isNode(held) ? held.comment : null;
  if (remark) next.comment = remark;
  map.set(kind.key, next);
}

function edited(source: string, change: (steps: string[]) => void): string {
  const { head, steps } = cutSteps(source);
  change(steps);
  return (head + steps.join("")).replace(/\n+$/, "");
}

function cutSteps(source: string): Cut {
  const tree = readYaml(source);
  const text = source.trim() === "" ? "" : `${source.replace(/\n+$/, "")}\n`;
  if (tree === null) return { head: text, steps: [] };
  if (tree.kind !== "list") return { head: "", steps: [text] };
  const ends = tree.items.map(({ place }) =>
    lineEnd(text, place.start + text.slice(place.start, place.end).trimEnd().length),
  );
  const starts = tree.items.map(({ place }, at) =>
    at === 0 ? withRemarks(text, lineStart(text, place.start)) : (ends[at - 1] ?? 0),
  );
  const areApart = tree.items.every(
    ({ place }, at) =>
      lineStart(text, place.start) >= (starts[at] ?? 0) &&
      /^\s*-/.test(text.slice(lineStart(text, place.start))),
  );
  if (!areApart) return cutSteps(asBlock(text));
  return {
    head: text.slice(0, starts[0]),
    steps: starts.map((start, at) => text.slice(start, starts[at + 1] ?? text.length)),
  };
}

/** A list in brackets as one item a line. */
function asBlock(text: string): string {
  const document = parseDocument<Node>(text, { logLevel: "silent" });
  if (isSeq(document.contents)) document.contents.flow = false;
  return document.toString({ lineWidth: 0 });
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", Math.max(0, at - 1));
  return end < 0 ? text.length : end + 1;
}

/** Where the remarks begin that stand right above a line. */
function withRemarks(text: string, start: number): number {
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^\s*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** The lines of one step with its map changed; how the rest of it is written stays as far as YAML's own printer keeps it. */
function rewritten(step: string, change: (map: YAMLMap, create: Create) => void): string {
  const indent = /^(?:\s*#[^\n]*\n|\s*\n)*([ \t]*)-/.exec(step)?.[1] ?? "";
  const document = parseDocument<Node>(step, { logLevel: "silent", keepSourceTokens: true });
  const list: unknown = document.contents;
  if (!isSeq<Node>(list)) return step;
  const create: Create = (value) => {
    const node = document.createNode(value) as Node;
    if ((isMap(node) || isSeq(node)) && isShort(value)) node.flow = true;
    return node;
  };
  let item: unknown = list.items[0];
  if (!isMap(item)) {
    const map = document.createNode({ [String(item)]: null }) as YAMLMap;
    list.items[0] = map;
    item = map;
  }
  change(item as YAMLMap, create);
  const printed = document.toString({ lineWidth: 0, nullStr: "" }).replace(/[ \t]+$/gm, "");
  const tidy = tight(printed);
  return indent === "" ? tidy : tidy.replace(/^(?=.)/gm, indent);
}

/** Lists in brackets as people write them: [a, b]. YAML's printer puts spaces inside those as inside of braces. */
function tight(yaml: string): string {
  const spaces: number[] = [];
  const look = (tree: Tree | null) => {
    if (tree === null || tree.kind === "scalar") return;
    const { start, end } = tree.place;
    if (tree.kind === "list" && yaml.startsWith("[ ", start) && yaml.slice(0, end).endsWith(" ]"))
      spaces.push(start + 1, end - 2);
    for (const inner of tree.kind === "list" ? tree.items : tree.entries.map(({ value }) => value))
      look(inner);
  };
  look(readYaml(yaml));
  return [...new Set(spaces)]
    .sort((a, b) => b - a)
    .reduce((text, at) => text.slice(0, at) + text.slice(at + 1), yaml);
}

function isShort(value: unknown): boolean {
  return (JSON.stringify(value) ?? "").length <= 100 && !hasLines(value);
}

function hasLines(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\n");
  return typeof value === "object" && value !== null && Object.values(value).some(hasLines);
}

function printedStep(kind: StepDefinition, options: Options): string {
  return rewritten(`- ${kind.key}:\n`, (map, create) => setOptions(map, kind, options, create));
}

/** A tree as plain data. */
export function plain(tree: Tree): unknown {
  if (tree.kind === "scalar") return typeof tree.value === "bigint" ? tree.text : tree.value;
  if (tree.kind === "list") return tree.items.map(plain);
  return Object.fromEntries(tree.entries.map(({ key, value }) => [key, plain(value)]));
}

/** Whether a text can be edited step by step. */
export function isEditable(source: string): boolean {
  return readRecipe(source).ok;
}

/** The text of an option that only its step can read, as YAML, and back; throws where it is none. */
export function optionText(value: unknown): string {
  return value === undefined ? "" : stringify(value, { lineWidth: 0 }).trimEnd();
}

export function optionOf(text: string): unknown {
  const tree = text.trim() === "" ? null : readYaml(text);
  return tree === null ? undefined : plain(tree);
}
