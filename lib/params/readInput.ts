import type { Node } from "yaml";
import { isRelationName } from "../notebook/relationName.ts";
import { checkValue, shown } from "./checkValue.ts";
import { isDay } from "./dateParts.ts";
import { DefinitionError, type Entry, NumberText, type Plain } from "./definitionEntry.ts";
import { compareExact, exactText, readExact, stepsBetween, tidyNumber } from "./exactNumber.ts";
import type { Choices, InputType, NumberType, ParamDefinition } from "./param.ts";
import { rangeOfText } from "./paramText.ts";

type Entries = ReadonlyMap<string, Entry>;

/** More steps than any screen has dots. */
const mostSteps = 1_000_000n;
const mostOptions = 10_000;

/** What a definition of this type says; throws DefinitionError where it makes no sense. */
export function readInput(type: InputType, entries: Entries): ParamDefinition {
  const bare = withoutValue(type, entries);
  const entry = entries.get("value");
  if (!entry) return bare;
  const checked = checkValue(bare, defaultOf(type, entry.value));
  if (!checked.ok)
    throw new DefinitionError(checked.error.message, entry.node, checked.error.hint ?? "Write another.");
  // What was checked is of the type that the definition asks for.
  return { ...bare, value: checked.value } as ParamDefinition;
}

function withoutValue(type: InputType, entries: Entries): ParamDefinition {
  const label = textOf(entries, "label");
  switch (type) {
    case "text":
      return { type, label, placeholder: textOf(entries, "placeholder"), value: "" };
    case "number":
      return { type, label, ...bounds(entries), step: stepOf(entries), as: asOf(entries), value: null };
    case "slider":
      return slider(entries, label);
    case "date":
    case "date range":
      return { type, label, min: dayOf(entries, "min"), max: dayOf(entries, "max"), value: null };
    case "select":
      return { type, label, choices: choicesOf(type, entries), value: null };
    case "multi-select":
      return { type, label, choices: choicesOf(type, entries), value: [] };
    case "checkbox":
      return { type, label, value: false };
    case "file":
      if (entries.has("value"))
        throw new DefinitionError(
          "A file has no value that can be written down.",
          nodeOf(entries, "value"),
          "Leave the line out: the notebook remembers the file that is chosen.",
        );
      return { type, label, value: null };
  }
}

/** A default as `checkValue` takes it. */
function defaultOf(type: InputType, value: Plain): unknown {
  const unwrapped = unwrap(value);
  if (type === "date range" && typeof unwrapped === "string") return rangeOfText(unwrapped) ?? unwrapped;
  // A text such as 2024 or 1.10 is meant as it is written.
  return unwrapped;
}

function unwrap(value: Plain): unknown {
  if (value instanceof NumberText) return value.text;
  if (Array.isArray(value)) return value.map(unwrap);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unwrap(item)]));
}

function slider(entries: Entries, label: string): ParamDefinition {
  const { min, max } = bounds(entries);
  if (min === null || max === null)
    throw new DefinitionError(
      `A slider needs ${min === null ? (max === null ? "min and max" : "min") : "max"}.`,
      nodeOf(entries, "type"),
      "Add lines such as min: 0 and max: 100.",
    );
  const [least, most] = [readExact(min), readExact(max)];
  if (!least || !most)
    throw new DefinitionError("A slider needs min and max.", nodeOf(entries, "min"), "Write numbers.");
  // Bounds with digits behind the point have steps of their last digit.
  const finest = Math.max(least.scale, most.scale);
  const step = stepOf(entries) ?? exactText({ digits: 1n, scale: finest });
  const size = readExact(step) ?? { digits: 1n, scale: 0 };
  if (compareExact(least, most) === 0)
    throw new DefinitionError(
      "A slider from a number to itself cannot move.",
      nodeOf(entries, "max"),
      "Make max larger than min.",
    );
  const { steps } = stepsBetween(least, most, size);
  if (steps < 1n)
    throw new DefinitionError(
      `A step of ${step} leads past max at once.`,
      nodeOf(entries, "step"),
      "Make the step smaller.",
    );
  if (steps > mostSteps)
    throw new DefinitionError(
      `The slider would have ${steps.toLocaleString("en")} steps; a million is the most.`,
      nodeOf(entries, entries.has("step") ? "step" : "max"),
      `Make the step larger, or use type: number.`,
    );
  const places = Math.max(size.scale, least.scale);
  return { type: "slider", label, min, max, step, as: asOf(entries), value: exactText(least, places) };
}

function bounds(entries: Entries): { min: string | null; max: string | null } {
  const [min, max] = [numberOf(entries, "min"), numberOf(entries, "max")];
  const [least, most] = [min === null ? null : readExact(min), max === null ? null : readExact(max)];
  if (least && most && compareExact(least, most) > 0)
    throw new DefinitionError(
      `max (${max}) is smaller than min (${min}).`,
      nodeOf(entries, "max"),
      "Swap the two.",
    );
  return { min, max };
}

function numberOf(entries: Entries, key: string): string | null {
  const entry = entries.get(key);
  if (!entry) return null;
  const text = entry.value instanceof NumberText ? tidyNumber(entry.value.text) : null;
  if (text === null)
    throw new DefinitionError(
      `"${key}" is not a number.`,
      entry.node,
      "Write digits with a point, such as 12.5.",
    );
  // Bounds are compared and printed: without exponent.
  const exact = readExact(text);
  return exact ? exactText(exact) : text;
}

function stepOf(entries: Entries): string | null {
  if (entries.get("step")?.value === "any") return null;
  const step = numberOf(entries, "step");
  const exact = step === null ? null : readExact(step);
  if (exact && exact.digits <= 0n)
    throw new DefinitionError(
      "A step is larger than 0.",
      nodeOf(entries, "step"),
      "Write a number such as 1 or 0.5.",
    );
  return step;
}

function asOf(entries: Entries): NumberType | null {
  const entry = entries.get("as");
  if (!entry) return null;
  const written = typeof entry.value === "string" ? entry.value.toUpperCase().replace(/\s+/g, "") : "";
  if (written === "BIGINT" || written === "DOUBLE") return written;
  const [, width, scale] = /^DECIMAL\((\d{1,2}),(\d{1,2})\)$/.exec(written) ?? [];
  if (Number(width) >= 1 && Number(width) <= 38 && Number(scale) <= Number(width))
    return `DECIMAL(${Number(width)},${Number(scale)})`;
  throw new DefinitionError(
    `A number cannot be taken as ${shown(unwrap(entry.value))}.`,
    entry.node,
    "Write BIGINT, DOUBLE or DECIMAL(18,2), or leave the line out.",
  );
}

function dayOf(entries: Entries, key: string): string | null {
  const entry = entries.get(key);
  if (!entry) return null;
  if (typeof entry.value === "string" && isDay(entry.value)) {
    const first = entries.get("min")?.value;
    if (key === "max" && typeof first === "string" && isDay(first) && first > entry.value)
      throw new DefinitionError(
        `max (${entry.value}) is before min (${first}).`,
        entry.node,
        "Swap the two.",
      );
    return entry.value;
  }
  throw new DefinitionError(`"${key}" is not a day.`, entry.node, "Write it as 2024-12-31.");
}

function choicesOf(type: string, entries: Entries): Choices {
  const [from, options] = [entries.get("from"), entries.get("options")];
  if (from && options)
    throw new DefinitionError(
      "The options come from the list or from a relation, not from both.",
      from.node,
      "Leave one of the two out.",
    );
  if (from) return columnOf(from);
  if (!options)
    throw new DefinitionError(
      `A ${type} needs options.`,
      nodeOf(entries, "type"),
      "Add options: [a, b], or from: RELATION.COLUMN.",
    );
  if (!Array.isArray(options.value) || options.value.length === 0)
    throw new DefinitionError(
      "options is a list.",
      options.node,
      "Write it as [a, b], or one a line with a dash before it.",
    );
  if (options.value.length > mostOptions)
    throw new DefinitionError(
      `A list of ${options.value.length.toLocaleString("en")} options is too long to be read.`,
      options.node,
      "Take them from a relation: from: RELATION.COLUMN.",
    );
  return listOf(options, options.value);
}

function columnOf({ node, value }: Entry): Choices {
  const text = typeof value === "string" ? value.trim() : "";
  const dot = text.indexOf(".");
  const [relation, column] = [text.slice(0, dot), text.slice(dot + 1)];
  if (dot < 1 || column === "" || !isRelationName(relation))
    throw new DefinitionError(
      "from names a relation and one of its columns.",
      node,
      "Write it as from: orders.region.",
    );
  return { kind: "column", relation, column };
}

function listOf({ node }: Entry, items: readonly Plain[]): Choices {
  const options = items.map((item): { value: Plain; label: string } => {
    if (item === null || typeof item !== "object" || item instanceof NumberText)
      return { value: item, label: plainText(item) };
    const { value = null, label } = Array.isArray(item) ? {} : item;
    if (value === null || (typeof value === "object" && !(value instanceof NumberText)))
      throw new DefinitionError(
        "An option is a text or a number, or has a value and a label.",
        node,
        "Write it as { value: de, label: Germany }.",
      );
    return { value, label: label === undefined ? plainText(value) : plainText(label) };
  });
  const areNumbers = options.filter(({ value }) => value instanceof NumberText).length;
  if (areNumbers !== 0 && areNumbers !== options.length)
    throw new DefinitionError(
      "Some options are numbers and others are text.",
      node,
      'Put the numbers in quotes ("2024"), so that all are text.',
    );
  const odd = options.find(({ value }) => typeof value === "boolean" || value === null);
  if (odd)
    throw new DefinitionError(
      `The option ${plainText(odd.value)} is not text.`,
      node,
      `Put it in quotes, or use type: checkbox.`,
    );
  const texts = options.map(({ value, label }) => ({
    value: areNumbers > 0 ? (tidyNumber(plainText(value)) ?? plainText(value)) : plainText(value),
    label,
  }));
  const seen = new Set<string>();
  for (const { value } of texts) {
    if (seen.has(value))
      throw new DefinitionError(
        `The option ${shown(value)} stands there twice.`,
        node,
        "Leave one of them out.",
      );
    seen.add(value);
  }
  return { kind: "list", of: areNumbers > 0 ? "number" : "text", options: texts };
}

function plainText(value: Plain): string {
  if (value instanceof NumberText) return value.text;
  return value !== null && typeof value === "object" ? JSON.stringify(value) : String(value);
}

function textOf(entries: Entries, key: string): string {
  const entry = entries.get(key);
  if (!entry) return "";
  if (typeof entry.value === "object" && !(entry.value instanceof NumberText))
    throw new DefinitionError(`"${key}" is text.`, entry.node, "Put it in quotes.");
  return plainText(entry.value);
}

function nodeOf(entries: Entries, key: string): Node | null {
  return entries.get(key)?.node ?? null;
}
