import { isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import { ChoiceError, type Path } from "../choiceError.ts";
import {
  type Analysis,
  analysisNames,
  type EventChoices,
  type Grouping,
  type Happening,
  type Measure,
  measureNames,
  type PivotColumn,
  periods,
  showings,
} from "../choices.ts";
import {
  duration,
  entriesOf,
  type Field,
  fields,
  flag,
  list,
  named,
  oneOf,
  type Plain,
  positive,
  text,
  unknownKey,
  whole,
  zone,
} from "./fields.ts";

const happening: Field<Happening> = (value, path) => {
  if (typeof value === "string") return { name: value };
  const { where, as } = fields({ where: text, as: text })(value, path);
  if (where === undefined) {
    const hint = "Write the event's name, or { where: PREDICATE, as: LABEL }.";
    throw new ChoiceError("This event has no predicate.", hint, path);
  }
  return { where, as: as ?? where };
};

const percentile = /^p(\d{1,2}(?:\.\d{1,3})?)$/;

const measure: Field<Measure> = (value, path) => {
  if (typeof value === "string") {
    if (value === "count") return { fn: "count", of: "" };
    throw notMeasure(value, path);
  }
  const entries = entriesOf(value, path);
  const own = ["as", "where", "show"];
  const [first, second] = entries.filter(([key]) => !own.includes(key));
  if (second) {
    const message = `A measure says one thing, and this one says ${first?.[0]} and ${second[0]}.`;
    throw new ChoiceError(message, "Begin a line with - for each measure.", [...path, second[0]]);
  }
  const [fn, of] = first ?? ["count", ""];
  const rest = Object.fromEntries(entries.filter(([key]) => own.includes(key)));
  const { as, where, show } = fields({ as: text, where: text, show: oneOf(...showings) })(rest, path);
  const name = fnOf(fn);
  if (name === null) throw notMeasure(fn, [...path, fn]);
  const column = text(of, [...path, fn]);
  return { fn: name, of: name === "count" && column === "rows" ? "" : column, as, where, show };
};

function fnOf(word: string): Measure["fn"] | null {
  const name = word.toLowerCase().replaceAll("_", " ");
  const found = measureNames.find((each) => each === name);
  if (found) return found;
  if (name === "sql") return "sql";
  return percentile.test(name) ? (name as `p${number}`) : null;
}

function notMeasure(word: string, path: Path): ChoiceError {
  const hint = `Write count, or one of ${measureNames.slice(1).join(", ")}, p95 or sql, and its column: sum: amount.`;
  const names = { written: word, known: measureNames };
  return new ChoiceError(`There is no measure "${word}".`, hint, path, names, path.at(-1) === word);
}

const grouping: Field<Grouping> = (value, path) => {
  if (typeof value === "string") return { column: value };
  const shape = { column: text, by: oneOf(...periods), bin: positive, top: whole(1, 1000), as: text };
  const { column, ...rest } = fields(shape)(value, path);
  return { column: column ?? missing("column", path), ...rest };
};

const pivot: Field<PivotColumn> = (value, path) => {
  if (typeof value === "string") return { column: value };
  if (Array.isArray(value)) {
    const hint = "Put the others under rows.";
    if (value.length > 1) throw new ChoiceError("Only one column can be turned into columns.", hint, path);
    return pivot(value[0] ?? "", [...path, 0]);
  }
  const shape = { column: text, by: oneOf(...periods), values: list(text) };
  const { column, ...rest } = fields(shape)(value, path);
  return { column: column ?? missing("column", path), ...rest };
};

function missing(key: string, path: Path): never {
  throw new ChoiceError(`${named(path)} does not say its ${key}.`, `Write ${key}: NAME.`, path);
}

const measures = list(measure);

const parts = {
  sessions: fields({
    gap: duration,
    midnight: flag,
    longest: duration,
    beyond: oneOf("cut", "drop"),
    id: text,
    rows: flag,
    measures,
  }),
  funnel: fields({
    steps: list(happening),
    within: duration,
    order: oneOf("ordered", "strict", "any"),
    by: text,
  }),
  retention: fields({
    period: oneOf(...periods),
    periods: whole(1, 1000),
    counting: oneOf("calendar", "own"),
    unbounded: flag,
    first: happening,
    returns: happening,
  }),
  paths: fields({
    length: whole(2, 12),
    after: happening,
    before: happening,
    gap: duration,
    repeats: flag,
    top: whole(1, 100_000),
  }),
  touch: fields({ of: list(text), where: text, conversion: happening, within: duration }),
  dedupe: fields({ by: list(text), within: duration, keep: oneOf("first", "last") }),
  late: fields({
    arrived: text,
    allowed: duration,
    rows: flag,
    period: oneOf(...periods),
    among: oneOf("entity", "all"),
  }),
  window: fields({ size: duration, every: duration, by: list(text), measures }),
  group: fields({
    rows: list(grouping),
    columns: pivot,
    measures,
    totals: flag,
    sort: text,
    having: text,
  }),
};

const own = { entity: text, time: text, event: text, where: text, zone };
const knownKeys = [...Object.keys(own), ...analysisNames];

/** What an events cell's text says. An empty text asks for sessions. Throws a ChoiceError where it means nothing. */
export function readEvents(source: string): EventChoices {
  const root = parsePlain(source);
  const entries = root === "" ? [] : topLevel(root);
  for (const [key] of entries) unknownKey(key, knownKeys, []);
  const asked = analysisNames.filter((name) => entries.some(([key]) => key === name));
  const [name = "sessions", other] = asked;
  if (other) {
    const message = `This cell asks for ${name} and for ${other}.`;
    throw new ChoiceError(message, "Give each a cell of its own.", [other]);
  }
  const rest = Object.fromEntries(entries.filter(([key]) => key in own));
  const part = entries.find(([key]) => key === name)?.[1] ?? "";
  const analysis = { kind: name, of: parts[name](part, [name]) } as Analysis;
  return { ...fields(own)(rest, []), analysis };
}

function topLevel(root: Plain): [string, Plain][] {
  if (typeof root === "string" || Array.isArray(root))
    throw new ChoiceError(
      "The text is a list of keys, one a line.",
      "Begin with a line such as sessions:",
      [],
    );
  return Object.entries(root);
}

/** The document of a cell's text, in which all scalars are texts. */
export function parseEvents(source: string) {
  return parseDocument<Node>(source, { schema: "failsafe", logLevel: "silent", prettyErrors: false });
}

function parsePlain(source: string): Plain {
  const document = parseEvents(source);
  const [problem] = document.errors;
  if (problem) {
    const first = problem.message.split("\n")[0] ?? "";
    throw new YamlError(`This is not YAML: ${/[.!?]$/.test(first) ? first : `${first}.`}`, problem.pos[0]);
  }
  return plainOf(document.contents, []);
}

/** Thrown for what is no YAML; `offset` counts characters of the text. */
export class YamlError extends ChoiceError {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message, "Write KEY: VALUE lines, and put text with : or # in quotes.", []);
  }
}

function plainOf(node: Node | null, path: Path): Plain {
  if (node === null) return "";
  if (isScalar(node)) return node.value === null ? "" : String(node.value);
  if (isSeq<Node | null>(node)) return node.items.map((item, at) => plainOf(item, [...path, at]));
  if (isMap<Node, Node | null>(node))
    return Object.fromEntries(
      node.items.map(({ key, value }) => {
        const name = isScalar(key) ? String(key.value) : "";
        return [name, plainOf(value, [...path, name])];
      }),
    );
  throw new ChoiceError("References (*) are not read here.", "Write the value itself.", path);
}
