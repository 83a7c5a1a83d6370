import { isZone } from "../../sql/time/zoneOffsets.ts";
import { ChoiceError, type Path } from "../choiceError.ts";
import { type Duration, readDuration } from "../duration.ts";

/** YAML as plain data in which every scalar is its text: nothing is guessed to be a number, a date or a boolean. */
export type Plain = string | readonly Plain[] | { readonly [key: string]: Plain };

/** Reads one value, or throws a ChoiceError that stands at its place. */
export type Field<T> = (value: Plain, path: Path) => T;

export const text: Field<string> = (value, path) => {
  if (typeof value !== "string")
    throw new ChoiceError(`${named(path)} is one text.`, "Write one value behind it.", path);
  return value;
};

export const flag: Field<boolean> = (value, path) => {
  const word = text(value, path).toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  throw new ChoiceError(`${named(path)} is "${word}".`, "Write true or false.", path);
};

export function oneOf<const T extends string>(...choices: readonly T[]): Field<T> {
  return (value, path) => {
    const word = text(value, path).toLowerCase();
    const found = choices.find((choice) => choice === word);
    if (found !== undefined) return found;
    const hint = `Write one of ${choices.join(", ")}.`;
    throw new ChoiceError(`${named(path)} is "${word}".`, hint, path, { written: word, known: choices });
  };
}

export function whole(least: number, most: number): Field<number> {
  return (value, path) => {
    const number = Number(text(value, path));
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    const hint = `Write a whole number from ${least} to ${most}.`;
    throw new ChoiceError(`${named(path)} is "${value}".`, hint, path);
  };
}

export const positive: Field<number> = (value, path) => {
  const number = Number(text(value, path));
  if (Number.isFinite(number) && number > 0) return number;
  throw new ChoiceError(`${named(path)} is "${value}".`, "Write a number above 0.", path);
};

export const duration: Field<Duration> = (value, path) => {
  const found = readDuration(text(value, path));
  if (found) return found;
  const hint = "Write a number and a unit, such as 30 minutes or 7 days.";
  throw new ChoiceError(`${named(path)} is "${value}", which is no length of time.`, hint, path);
};

export const zone: Field<string> = (value, path) => {
  const name = text(value, path);
  if (isZone(name)) return name;
  throw new ChoiceError(`There is no time zone "${name}".`, "Write it as Europe/Paris or UTC.", path);
};

/** One of them alone is a list of one. */
export function list<T>(item: Field<T>): Field<T[]> {
  return (value, path) =>
    Array.isArray(value) ? value.map((each: Plain, at) => item(each, [...path, at])) : [item(value, path)];
}

type Shape = Readonly<Record<string, Field<unknown>>>;
export type Read<S extends Shape> = { [K in keyof S]?: ReturnType<S[K]> | undefined };

/** A map of which every key is known and may be absent; a key without a value is as good as none. */
export function fields<S extends Shape>(shape: S): Field<Read<S>> {
  return (value, path) => {
    const entries = entriesOf(value, path);
    const known = Object.keys(shape);
    for (const [key] of entries) unknownKey(key, known, path);
    const read = entries.map(([key, each]) => [key, shape[key]?.(each, [...path, key])]);
    return Object.fromEntries(read) as Read<S>;
  };
}

export function entriesOf(value: Plain, path: Path): [string, Plain][] {
  if (value === "") return [];
  if (typeof value === "string" || Array.isArray(value))
    throw new ChoiceError(`${named(path)} is a list of keys, one a line.`, "Write KEY: VALUE lines.", path);
  return Object.entries(value).filter(([, each]) => each !== "");
}

export function unknownKey(key: string, known: readonly string[], path: Path): void {
  if (known.includes(key)) return;
  const owner = path.length === 0 ? "An events cell" : named(path);
  const hint = `It takes ${known.join(", ")}.`;
  throw new ChoiceError(`${owner} has no "${key}".`, hint, [...path, key], { written: key, known }, true);
}

/** The innermost key, as a message names it. */
export function named(path: Path): string {
  const key = path.findLast((each) => typeof each === "string");
  return key === undefined ? "This" : `"${key}"`;
}
