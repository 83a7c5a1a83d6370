import { closestName } from "../dataflow/closestName.ts";
import type { Column } from "../engine/protocol.ts";
import { statementFacts } from "../sql/statementFacts.ts";
import type { Field, Written } from "./fields.ts";
import { StepError } from "./stepError.ts";
import type { StepInput } from "./stepInput.ts";
import type { Place, Tree } from "./yamlTree.ts";

/** The SQL of one step. Expressions and queries are over the relation that the step reads (`StepInput.from`). */
export interface StepSql {
  /** Its query, laid out on lines without indentation. */
  select: string;
  /** The columns that it makes; null where only the engine can tell. */
  columns: readonly Column[] | null;
  /** Columns whose cells it writes anew, under the same names; all its other columns pass, and each row comes of one. */
  cells?: readonly string[];
  /** Values that it cannot read. */
  failures?: readonly Failure[];
  /** Selects the rows of its input that it leaves out. */
  removed?: string;
  /** What can be read in two ways: a condition on rows of the input. */
  doubts?: readonly { column: string; where: string; says: string }[];
  /** What is to be said of it once it ran, each a sentence. */
  notes?: readonly string[];
  /** What is asserted of the rows, which pass as they are. */
  checks?: readonly Check[];
}

export interface Failure {
  column: string;
  value: string;
  where: string;
  reason: string;
  /** An expression that tells more of a single value. */
  told?: string;
  /** Whether the rows are set aside. */
  isRejected: boolean;
}

export interface Check {
  /** As people say it: "order_id is unique". */
  name: string;
  column: string;
  /** A query of one row: `failed` (BIGINT), `rows` (BIGINT) and `example` (VARCHAR, NULL where there is none). */
  counts: string;
  /** Selects the rows that fail; null where no single rows do. */
  failing: string | null;
  stops: boolean;
}

/** A step whose options were read. */
export interface BoundStep {
  /** What it does, in a few plain words. */
  words: string;
  /** Relations that it reads besides its input, as written. */
  reads: readonly { name: string; place: Place }[];
  /** What is SQL among its options. */
  expressions: readonly Written[];
  /** How many mappings it keeps, as far as its text alone tells. */
  mappings: number;
  /** Whether it sets rows aside, and whether it asserts something. */
  rejects: boolean;
  asserts: boolean;
  compile(input: StepInput): StepSql;
}

/** A kind of step: its key in the recipe, its options, and what they come to. */
export interface StepDefinition {
  key: string;
  label: string;
  /** One sentence on what it does. */
  about: string;
  /** Words by which people look for it, besides its label. */
  search: string;
  fields: Readonly<Record<string, Field<unknown>>>;
  /** The option that may stand alone behind the key. */
  short: string | null;
  bind(tree: Tree): BoundStep;
}

type FieldSet = Readonly<Record<string, Field<unknown>>>;
export type OptionsOf<F extends FieldSet> = { [K in keyof F]: F[K] extends Field<infer V> ? V : never };

export function defineStep<const F extends FieldSet>(step: {
  key: string;
  label: string;
  about: string;
  search: string;
  fields: F;
  short?: Extract<keyof F, string>;
  words(options: OptionsOf<F>): string;
  reads?(options: OptionsOf<F>): BoundStep["reads"];
  rejects?(options: OptionsOf<F>): boolean;
  mappings?(options: OptionsOf<F>): number;
  asserts?: boolean;
  compile(options: OptionsOf<F>, input: StepInput): StepSql;
}): StepDefinition {
  const short = step.short ?? null;
  return {
    key: step.key,
    label: step.label,
    about: step.about,
    search: step.search,
    fields: step.fields,
    short,
    bind(tree) {
      const options = readOptions(step.key, step.fields, short, tree) as OptionsOf<F>;
      return {
        words: step.words(options),
        reads: [...(step.reads?.(options) ?? []), ...expressionsIn(step.fields, options).flatMap(readsOf)],
        expressions: expressionsIn(step.fields, options),
        mappings: step.mappings?.(options) ?? 0,
        rejects: step.rejects?.(options) ?? false,
        asserts: step.asserts ?? false,
        compile: (input) => step.compile(options, input),
      };
    },
  };
}

/** Whether what stands behind a step's key is its short form. */
export function isShortForm(
  { fields, short }: Pick<StepDefinition, "fields" | "short">,
  tree: Pick<Tree, "kind">,
): boolean {
  if (short === null) return false;
  const { control } = fields[short] ?? {};
  const takesMap = control === "pairs" || control === "expressions";
  return takesMap ? Object.keys(fields).length === 1 : tree.kind !== "map";
}

function readOptions(
  step: string,
  fields: FieldSet,
  short: string | null,
  tree: Tree,
): Record<string, unknown> {
  const isNothing = tree.kind === "scalar" && tree.value === null;
  const written = new Map<string, Tree>();
  if (!isNothing && isShortForm({ fields, short }, tree)) written.set(short ?? "", tree);
  else if (tree.kind === "map") {
    for (const { key, keyPlace, value } of tree.entries) {
      if (!Object.hasOwn(fields, key)) throw unknownOption(step, key, keyPlace, Object.keys(fields));
      // An option without a value is as good as none, while it is being written.
      const field = fields[key];
      if (!(value.kind === "scalar" && value.value === null && field?.control !== "text"))
        written.set(key, value);
    }
  } else if (!isNothing) {
    throw new StepError(
      `"${step}" has options by name.`,
      tree.place,
      `Write them as ${step}: { ${requiredOf(fields).join(": …, ")}: … }.`,
    );
  }
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const value = written.get(key);
      if (value) return [key, field.read(value, key)];
      if (field.absent) return [key, field.absent.value];
      throw new StepError(
        `"${step}" does not say its ${key}.`,
        tree.place,
        `Add ${key}: ${field.hint ?? field.label.toLowerCase()}.`,
      );
    }),
  );
}

/** The options of a step that are SQL. */
function expressionsIn(fields: FieldSet, options: Readonly<Record<string, unknown>>): Written[] {
  return Object.entries(fields).flatMap(([key, { control }]) => {
    const value = options[key];
    if (value === undefined) return [];
    if (control === "expression") return [value as Written];
    if (control !== "expressions") return [];
    return (value as { value: Written<string | null> }[]).flatMap((pair) =>
      pair.value.value === null ? [] : [{ value: pair.value.value, place: pair.value.place }],
    );
  });
}

/** Relations that an expression names in queries of its own, and the cells whose values it takes as `{{name}}`. */
function readsOf({ value, place }: Written): BoundStep["reads"] {
  const { reads, placeholders } = statementFacts(`select ${value}`);
  return [...reads, ...placeholders].map((name) => ({ name, place }));
}

function requiredOf(fields: FieldSet): string[] {
  return Object.keys(fields).filter((key) => fields[key]?.absent === null);
}

function unknownOption(step: string, key: string, place: Place, known: readonly string[]): StepError {
  const near = closestName(key, known);
  return new StepError(
    `"${step}" has no option "${key}".`,
    place,
    near ? `Did you mean ${near}?` : `It has ${known.join(", ")}.`,
  );
}
