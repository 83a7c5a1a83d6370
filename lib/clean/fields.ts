import { closestName } from "../dataflow/closestName.ts";
import { StepError } from "./stepError.ts";
import type { Place, Tree } from "./yamlTree.ts";

/** How a value is asked for in a form. */
export type Control =
  | "column"
  | "columns"
  | "name"
  | "names"
  | "text"
  | "texts"
  | "number"
  | "flag"
  | "choice"
  | "expression"
  | "expressions"
  | "pairs"
  | "relation"
  | "code"
  | "yaml";

/** One option of a step: how it is asked for and read. */
export interface Field<V> {
  readonly control: Control;
  readonly label: string;
  readonly hint?: string;
  readonly choices?: readonly string[];
  /** Which columns are meant where all are, and offered first. */
  readonly of?: "text" | "number" | "time";
  /** What it is where it is not written; null where it has to be. */
  readonly absent: { value: V } | null;
  /** Throws StepError at the place of what it cannot be. */
  read(tree: Tree, key: string): V;
}

/** Something written, with its place for messages. */
export interface Written<V = string> {
  value: V;
  place: Place;
}

/** Columns by name, or all that the step can work on. */
export interface ColumnsRef {
  isAll: boolean;
  names: Written[];
  place: Place;
}

interface About {
  hint?: string;
  of?: Field<unknown>["of"];
}

export function optional<V>(field: Field<V>): Field<V | undefined> {
  return { ...field, absent: { value: undefined } };
}

export function otherwise<V>(field: Field<V>, value: NoInfer<V>): Field<V> {
  return { ...field, absent: { value } };
}

export const columnField = (label: string, about: About = {}): Field<Written> => ({
  control: "column",
  label,
  ...about,
  absent: null,
  read: (tree, key) => writtenText(tree, key, "the name of a column"),
});

export const columnsField = (label: string, about: About = {}): Field<ColumnsRef> => ({
  control: "columns",
  label,
  ...about,
  absent: null,
  read(tree, key) {
    const names = textsOf(tree, key, "columns, as in [a, b]");
    const isAll = names.length === 1 && names[0]?.value === "*";
    if (names.length === 0)
      throw new StepError(`"${key}" names no column.`, tree.place, 'Name one, or write "*".');
    return { isAll, names: isAll ? [] : names, place: tree.place };
  },
});

export const nameField = (label: string, about: About = {}): Field<Written> => ({
  control: "name",
  label,
  ...about,
  absent: null,
  read: (tree, key) => writtenText(tree, key, "a name"),
});

export const namesField = (label: string, about: About = {}): Field<Written[]> => ({
  control: "names",
  label,
  ...about,
  absent: null,
  read: (tree, key) => textsOf(tree, key, "names, as in [a, b]"),
});

/** A function of TypeScript. */
export const codeField = (label: string, about: About = {}): Field<Written> => ({
  control: "code",
  label,
  ...about,
  absent: null,
  read: (tree, key) => writtenText(tree, key, "a function, as in (row) => row.name.trim()"),
});

/** Text exactly as it is written, spaces and all. */
export const textField = (label: string, about: About = {}): Field<Written> => ({
  control: "text",
  label,
  ...about,
  absent: null,
  read: (tree, key) => writtenText(tree, key, "a text", true),
});

export const textsField = (label: string, about: About = {}): Field<string[]> => ({
  control: "texts",
  label,
  ...about,
  absent: null,
  read: (tree, key) => textsOf(tree, key, "texts, as in [a, b]", true).map(({ value }) => value),
});

export const numberField = (label: string, about: About = {}): Field<number> => ({
  control: "number",
  label,
  ...about,
  absent: null,
  read(tree, key) {
    const value = tree.kind === "scalar" ? Number(tree.text) : Number.NaN;
    if (tree.kind === "scalar" && tree.text.trim() !== "" && Number.isFinite(value)) return value;
    throw new StepError(`"${key}" is no number.`, tree.place, `Write one, as in ${key}: 1.5.`);
  },
});

export const flagField = (label: string, value: boolean, about: About = {}): Field<boolean> => ({
  control: "flag",
  label,
  ...about,
  absent: { value },
  read(tree, key) {
    if (tree.kind === "scalar" && typeof tree.value === "boolean") return tree.value;
    throw new StepError(`"${key}" is on or off.`, tree.place, `Write ${key}: true or ${key}: false.`);
  },
});

export const choiceField = <const C extends readonly string[]>(
  label: string,
  choices: C,
  about: About = {},
): Field<C[number]> => ({
  control: "choice",
  label,
  choices,
  ...about,
  absent: null,
  read(tree, key) {
    const text = tree.kind === "scalar" ? tree.text : "";
    const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
    if (found) return found;
    const near = closestName(text, choices);
    throw new StepError(
      `"${key}" cannot be "${text}".`,
      tree.place,
      near ? `Did you mean ${near}?` : `It is one of ${choices.join(", ")}.`,
    );
  },
});

export const relationField = (label: string, about: About = {}): Field<Written> => ({
  ...nameField(label, about),
  control: "relation",
});

/** Texts by text, in the order in which they are written; a value may be null. */
export const pairsField = (
  label: string,
  about: About & { control?: "pairs" | "expressions" } = {},
): Field<{ key: Written; value: Written<string | null> }[]> => {
  const { control = "pairs", ...rest } = about;
  return {
    control,
    label,
    ...rest,
    absent: null,
    read(tree, key) {
      if (tree.kind !== "map" || tree.entries.length === 0)
        throw new StepError(`"${key}" has no pairs.`, tree.place, "Write them as { from: to, other: to }.");
      return tree.entries.map(({ key: from, keyPlace, value }) => {
        if (value.kind !== "scalar")
          throw new StepError(`"${from}" becomes one value.`, value.place, "Write a text, a number or null.");
        const to = value.value === null ? null : value.text;
        return { key: { value: from, place: keyPlace }, value: { value: to, place: value.place } };
      });
    },
  };
};

/** What only its step can read. */
export const treeField = (label: string, about: About = {}): Field<Tree> => ({
  control: "yaml",
  label,
  ...about,
  absent: null,
  read: (tree) => tree,
});

export function writtenText(tree: Tree, key: string, what: string, mayBeEmpty = false): Written {
  if (tree.kind === "scalar" && tree.value !== null && (mayBeEmpty || tree.text.trim() !== ""))
    return { value: tree.text, place: tree.place };
  throw new StepError(`"${key}" has to be ${what}.`, tree.place, `Write it behind ${key}:.`);
}

function textsOf(tree: Tree, key: string, what: string, mayBeEmpty = false): Written[] {
  if (tree.kind === "list") return tree.items.map((item) => writtenText(item, key, what, mayBeEmpty));
  return [writtenText(tree, key, what, mayBeEmpty)];
}
