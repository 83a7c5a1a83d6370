import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import {
  choiceField,
  columnsField,
  optional,
  otherwise,
  textField,
  treeField,
  writtenText,
} from "../fields.ts";
import { type Check, defineStep } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { columnOf, columnsOf, namesSql, type StepInput } from "../stepInput.ts";
import { expressionSql } from "../stepSql.ts";
import { cut } from "../stepWords.ts";
import type { Tree, TreeEntry } from "../yamlTree.ts";
import { freshCheck } from "./freshCheck.ts";
import { expressionField } from "./rowSteps.ts";

/** What is asserted of each value of a column: a condition that fails, and how that is said. */
interface Assertion {
  entry: TreeEntry;
  says: string;
  fails: string;
}

export const check = defineStep({
  key: "check",
  label: "Check",
  about:
    "Asserts something of the rows as they are here. They pass unchanged; a check that fails warns, or stops the cell.",
  search: "fresh recent freshness assert test validate unique not null range pattern foreign key expectation",
  fields: {
    unique: optional(columnsField("No two rows have the same")),
    not_null: optional(columnsField("Never missing")),
    in: optional(treeField("Only these values", { hint: "{ status: [open, closed] }" })),
    range: optional(treeField("Within bounds", { hint: "{ price: { min: 0, max: 100 } }" })),
    pattern: optional(treeField("Whole text matches (RE2)", { hint: "{ sku: '[A-Z]{2}\\d+' }" })),
    references: optional(treeField("Found in another relation", { hint: "{ vendor_id: vendors.id }" })),
    rows: optional(
      treeField("How many rows", { hint: "{ min: 1, max: 1000 }, or { last: 1000, min: 0.5, max: 2 }" }),
    ),
    fresh: optional(treeField("Newest time is recent", { hint: "{ ordered_at: 2 days }" })),
    where: optional(expressionField("Holds for every row")),
    name: optional(textField("Called")),
    on_fail: otherwise(choiceField("If it fails", ["warn", "stop"]), "warn"),
  },
  asserts: true,
  words: (options) =>
    `Check ${options.name ? options.name.value : wordsOf(options).join(", ")}${options.on_fail === "stop" ? ", or stop" : ""}`,
  reads: ({ references }) =>
    references?.kind === "map"
      ? references.entries.flatMap(({ value }) => {
          const relation = value.kind === "scalar" ? /^(.+)\.[^.]+$/.exec(value.text)?.[1] : undefined;
          return relation === undefined ? [] : [{ name: relation, place: value.place }];
        })
      : [],
  compile(options, input) {
    const stops = options.on_fail === "stop";
    const label = options.name?.value;
    const rowChecks = [
      ...(options.not_null ? columnsOf(input, options.not_null) : []).map(({ name }) =>
        rowCheck(input, name, `${name} is there`, `${bareName(name)} is null`, bareName(name)),
      ),
      ...assertions(input, options).map(({ entry, says, fails }) => {
        const column = columnOf(input, { value: entry.key, place: entry.keyPlace });
        return rowCheck(input, column.name, says, fails, bareName(column.name));
      }),
      ...(options.where
        ? [
            rowCheck(
              input,
              "",
              cut(options.where.value, 80),
              `(${expressionSql(options.where)}) is not true`,
              "null",
            ),
          ]
        : []),
    ];
    const checks = [
      ...(options.unique ? [uniqueCheck(input, options.unique)] : []),
      ...rowChecks,
      ...(options.rows ? [rowsCheck(input, options.rows)] : []),
      ...entriesOf(options.fresh, "fresh").map((entry) => freshCheck(input, entry)),
    ];
    if (checks.length === 0)
      throw new StepError(
        "The check asserts nothing.",
        null,
        "Write unique, not_null, in, range, pattern, references, rows, fresh or where.",
      );
    return {
      select: `select *\nfrom ${input.from}`,
      columns: input.columns,
      checks: checks.map(
        (one): Check => ({ ...one, name: label ? `${label}: ${one.name}` : one.name, stops }),
      ),
    };
  },
});

function wordsOf(options: Readonly<Record<string, unknown>>): string[] {
  const said = ["unique", "not_null", "in", "range", "pattern", "references", "rows", "fresh", "where"];
  return said.filter((key) => options[key] !== undefined).map((key) => key.replace("_", " "));
}

type Asserted = Omit<Check, "stops">;

function rowCheck(input: StepInput, column: string, name: string, fails: string, value: string): Asserted {
  return {
    name,
    column,
    counts: `select count(*) filter (where ${fails}) as failed, count(*) as rows,\n  min(cast(${value} as varchar)) filter (where ${fails}) as example\nfrom ${input.from}`,
    failing: `select *\nfrom ${input.from}\nwhere ${fails}`,
  };
}

function uniqueCheck(input: StepInput, ref: Parameters<typeof columnsOf>[1]): Asserted {
  const columns = columnsOf(input, ref);
  const names = namesSql(columns);
  const none = columns.map(({ name }) => `${bareName(name)} is null`).join(" and ");
  const first = `concat_ws(', ', ${columns.map(({ name }) => `cast(${bareName(name)} as varchar)`).join(", ")})`;
  return {
    name: `${columns.map(({ name }) => name).join(", ")} ${columns.length > 1 ? "are" : "is"} unique`,
    column: columns.map(({ name }) => name).join(", "),
    counts: `select coalesce(sum(n) filter (where n > 1), 0)::bigint as failed, coalesce(sum(n), 0)::bigint as rows,\n  min(example) filter (where n > 1) as example\nfrom (\n  select count(*) as n, ${first} as example\n  from ${input.from}\n  where not (${none})\n  group by ${names}\n)`,
    failing: `select *\nfrom ${input.from}\nwhere not (${none})\nqualify count(*) over (partition by ${names}) > 1`,
  };
}

/** How many rows there are: between two counts, or between two shares of how many there were last time. */
function rowsCheck(input: StepInput, tree: Tree): Asserted {
  const bounds = boundsIn(tree, "rows");
  const last = tree.kind === "map" ? tree.entries.find(({ key }) => key === "last") : undefined;
  const before = last ? writtenText(last.value, "last", "a number of rows") : null;
  if (before && !/^\d+$/.test(before.value))
    throw new StepError(`"${before.value}" is no number of rows.`, before.place, "Write last: 1200.");
  const times = before ? ` * ${before.value}` : "";
  const fails = [
    bounds.min !== null && `count(*) < ${bounds.min}${times}`,
    bounds.max !== null && `count(*) > ${bounds.max}${times}`,
  ]
    .filter(Boolean)
    .join(" or ");
  const words = boundsWords(bounds.min, bounds.max);
  return {
    name: before ? `rows are ${words} times last time's ${before.value}` : `rows are ${words}`,
    column: "",
    counts: `select case when ${fails} then greatest(count(*), 1) else 0 end as failed, count(*) as rows,\n  cast(count(*) as varchar) as example\nfrom ${input.from}`,
    failing: null,
  };
}

function assertions(
  input: StepInput,
  options: {
    in?: Tree | undefined;
    range?: Tree | undefined;
    pattern?: Tree | undefined;
    references?: Tree | undefined;
  },
): Assertion[] {
  return [
    ...entriesOf(options.in, "in").map((entry): Assertion => {
      const texts = listOf(entry.value, entry.key);
      const name = nameOf(input, entry);
      const list = texts.map((text) => quoteLiteral(text)).join(", ");
      return {
        entry,
        says: `${entry.key} is one of ${cut(texts.join(", "), 60)}`,
        fails: `cast(${name} as varchar) not in (${list})`,
      };
    }),
    ...entriesOf(options.range, "range").map((entry): Assertion => {
      const { min, max } = boundsIn(entry.value, entry.key);
      const name = nameOf(input, entry);
      const fails = [min !== null && `${name} < ${min}`, max !== null && `${name} > ${max}`]
        .filter(Boolean)
        .join(" or ");
      return { entry, says: `${entry.key} is ${boundsWords(min, max)}`, fails: `(${fails})` };
    }),
    ...entriesOf(options.pattern, "pattern").map((entry): Assertion => {
      const { value } = writtenText(entry.value, entry.key, "a regular expression");
      return {
        entry,
        says: `${entry.key} matches ${value}`,
        fails: `not regexp_full_match(cast(${nameOf(input, entry)} as varchar), ${quoteLiteral(value)})`,
      };
    }),
    ...entriesOf(options.references, "references").map((entry): Assertion => {
      const { value, place } = writtenText(entry.value, entry.key, "RELATION.COLUMN");
      const [, relation, key] = /^(.+)\.([^.]+)$/.exec(value) ?? [];
      if (relation === undefined || key === undefined)
        throw new StepError(`"${value}" is no column of a relation.`, place, "Write it as RELATION.COLUMN.");
      const name = nameOf(input, entry);
      const there = `select ${bareName(key)} from ${bareName(relation)} where ${bareName(key)} is not null`;
      return {
        entry,
        says: `${entry.key} is in ${value}`,
        fails: `${name} is not null and ${name} not in (${there})`,
      };
    }),
  ];
}

function nameOf(input: StepInput, { key, keyPlace }: TreeEntry): string {
  return bareName(columnOf(input, { value: key, place: keyPlace }).name);
}

function entriesOf(tree: Tree | undefined, key: string): TreeEntry[] {
  if (!tree) return [];
  if (tree.kind === "map" && tree.entries.length > 0) return tree.entries;
  throw new StepError(
    `"${key}" says nothing of any column.`,
    tree.place,
    `Write it as ${key}: { COLUMN: … }.`,
  );
}

function listOf(tree: Tree, key: string): string[] {
  const items = tree.kind === "list" ? tree.items : [tree];
  return items.map((item) => writtenText(item, key, "a list of values", true).value);
}

/** Bounds as SQL literals: numbers as they are written, all else as text that the engine casts. */
function boundsIn(tree: Tree, key: string): { min: string | null; max: string | null } {
  const entries = tree.kind === "map" ? tree.entries : [];
  const bound = (name: string) => {
    const entry = entries.find((one) => one.key === name);
    if (!entry) return null;
    const { value } = writtenText(entry.value, name, "a bound");
    return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value) ? `(${value})` : quoteLiteral(value);
  };
  const [min, max] = [bound("min"), bound("max")];
  if (min === null && max === null)
    throw new StepError(`"${key}" has no bounds.`, tree.place, "Write { min: 0, max: 100 }, or one of them.");
  return { min, max };
}

function boundsWords(min: string | null, max: string | null): string {
  const bare = (bound: string) => bound.replace(/^\((.*)\)$/, "$1");
  if (min !== null && max !== null) return `from ${bare(min)} to ${bare(max)}`;
  return min !== null ? `at least ${bare(min)}` : `at most ${bare(max ?? "")}`;
}
