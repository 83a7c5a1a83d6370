import { closestName } from "../dataflow/closestName.ts";
import type { EngineError, Outcome } from "../engine/protocol.ts";
import { isDay } from "./dateParts.ts";
import {
  compareExact,
  type Exact,
  exactText,
  readExact,
  stepsBetween,
  stepsFrom,
  tidyNumber,
} from "./exactNumber.ts";
import { misfit, numberType } from "./numberType.ts";
import type { Choices, DateRange, NumberDefinition, ParamDefinition, ParamValue } from "./param.ts";

/** Far more than anybody picks by hand. */
const mostChosen = 10_000;
const mostCharacters = 100_000;

/**
 * A value that was given for an input, as the input holds it. What it cannot hold is told and never bent to fit: the
 * message is a sentence about the value, the hint says what would do. Values of a column are looked up when the cell runs.
 */
export function checkValue(definition: ParamDefinition, given: unknown): Outcome<ParamValue> {
  switch (definition.type) {
    case "text":
      if (typeof given !== "string") return wrong(`${shown(given)} is not text.`);
      if (given.length > mostCharacters)
        return wrong(`The text has more than ${mostCharacters.toLocaleString("en")} characters.`, inFile);
      return fine(given);
    case "number":
      if (given === null || given === "") return fine(null);
      return checkNumber(definition, given);
    case "slider":
      return checkNumber(definition, given);
    case "date":
      return given === null || given === "" ? fine(null) : checkDay(definition, given);
    case "date range":
      return given === null ? fine(null) : checkRange(definition, given);
    case "select": {
      if (given === null) return fine(null);
      return checkChoice(definition.choices, given);
    }
    case "multi-select":
      return checkChoices(definition.choices, given);
    case "checkbox":
      return typeof given === "boolean"
        ? fine(given)
        : wrong(`${shown(given)} is neither true nor false.`, "Write true or false.");
    case "file":
      return given === null
        ? fine(null)
        : wrong("A file is no value that can be written down.", "Choose it in the notebook.");
  }
}

const inFile = "Longer texts are better kept in a file.";

function checkNumber(definition: NumberDefinition, given: unknown): Outcome<string> {
  const written = typeof given === "number" ? String(given) : given;
  const tidy = typeof written === "string" ? tidyNumber(written) : null;
  const exact = tidy === null ? null : readExact(tidy);
  if (tidy === null || exact === null)
    return wrong(`${shown(given)} is not a number.`, "Write digits with a point, such as 12.5.");
  const { min, max, step, as } = definition;
  const least = min === null ? null : readExact(min);
  const most = max === null ? null : readExact(max);
  if (least && compareExact(exact, least) < 0)
    return wrong(`${tidy} is below the smallest value, ${min}.`, between(min, max));
  if (most && compareExact(exact, most) > 0)
    return wrong(`${tidy} is above the largest value, ${max}.`, between(min, max));
  const size = step === null ? null : readExact(step);
  const offStep = size && nearStep(exact, least ?? { digits: 0n, scale: 0 }, size, most);
  if (offStep) return wrong(`${tidy} is not a step of ${step} from ${min ?? "0"}.`, `${offStep} is.`);
  const text = plainText(definition, tidy, exact);
  const misfits = as === null ? null : misfit(text, as);
  if (misfits) return wrong(`${text} ${misfits}.`);
  if (as === null && numberType(text) === null)
    return wrong(
      `${text} has more digits than a number of DuckDB.`,
      "DECIMAL holds 38 digits. With an exponent (1e40) it is a DOUBLE, which is rounded.",
    );
  return { ok: true, value: text };
}

/** As it was written; where there are steps or a type, without exponent, so that all values have the same type. */
function plainText({ min, step, as }: NumberDefinition, tidy: string, exact: Exact): string {
  const size = step === null ? null : readExact(step);
  if (size) {
    const places = Math.max(size.scale, min === null ? 0 : (readExact(min)?.scale ?? 0));
    return exactText(trimTo(exact, places), places);
  }
  if (as === "BIGINT" && misfit(tidy, as) === null) return exactText(trimTo(exact, 0));
  return as === null || as === "DOUBLE" ? tidy : exactText(exact);
}

/** Without zeros behind the point that are more than so many. */
function trimTo({ digits, scale }: Exact, places: number): Exact {
  return scale <= places
    ? { digits, scale }
    : { digits: digits / 10n ** BigInt(scale - places), scale: places };
}

/** The step nearest below (or above, where there is none below) a number that lies on none; null where it lies on one. */
function nearStep(exact: Exact, from: Exact, step: Exact, most: Exact | null): string | null {
  const { steps, isEven } = stepsBetween(from, exact, step);
  if (isEven) return null;
  const below = exactText(stepsFrom(from, step, steps));
  const above = stepsFrom(from, step, steps + 1n);
  return most && compareExact(above, most) > 0 ? below : `${below} or ${exactText(above)}`;
}

function checkDay({ min, max }: { min: string | null; max: string | null }, given: unknown): Outcome<string> {
  if (typeof given !== "string" || !isDay(given))
    return wrong(`${shown(given)} is not a day.`, "Write it as 2024-12-31.");
  if (min !== null && given < min)
    return wrong(`${given} is before the first day, ${min}.`, between(min, max));
  if (max !== null && given > max) return wrong(`${given} is after the last day, ${max}.`, between(min, max));
  return { ok: true, value: given };
}

function checkRange(
  definition: { min: string | null; max: string | null },
  given: unknown,
): Outcome<DateRange> {
  if (typeof given !== "object" || given === null || !("start" in given) || !("end" in given))
    return wrong(
      `${shown(given)} is not a range of dates.`,
      "Write it as { start: 2024-01-01, end: 2024-12-31 }.",
    );
  const start = checkDay(definition, given.start);
  if (!start.ok) return start;
  const end = checkDay(definition, given.end);
  if (!end.ok) return end;
  if (start.value > end.value)
    return wrong(`The range ends on ${end.value}, before it starts on ${start.value}.`, "Swap the two.");
  return { ok: true, value: { start: start.value, end: end.value } };
}

function checkChoice(choices: Choices, given: unknown): Outcome<string> {
  const text = typeof given === "number" || typeof given === "boolean" ? String(given) : given;
  if (typeof text !== "string") return wrong(`${shown(given)} is not one of the options.`);
  if (choices.kind === "column") return { ok: true, value: text };
  const values = choices.options.map(({ value }) => value);
  const wanted = choices.of === "number" ? (tidyNumber(text) ?? text) : text;
  if (values.includes(wanted)) return { ok: true, value: wanted };
  const near = closestName(text, values);
  return wrong(
    `${shown(text)} is not one of the options.`,
    near === null ? `The options are ${listOf(values)}.` : `Did you mean ${shown(near)}?`,
  );
}

function checkChoices(choices: Choices, given: unknown): Outcome<readonly string[]> {
  if (!Array.isArray(given)) return wrong(`${shown(given)} is not a list of options.`, "Write it as [a, b].");
  const items: readonly unknown[] = given;
  if (items.length > mostChosen)
    return wrong(
      `${items.length.toLocaleString("en")} options are chosen; at most ${mostChosen.toLocaleString("en")} can be.`,
      "Join with a relation of them instead.",
    );
  const chosen = new Set<string>();
  for (const item of items) {
    const checked = checkChoice(choices, item);
    if (!checked.ok) return checked;
    chosen.add(checked.value);
  }
  return { ok: true, value: [...chosen] };
}

function between(min: string | null, max: string | null): string {
  if (min !== null && max !== null) return `Take one from ${min} to ${max}.`;
  return min === null ? `Take one up to ${max}.` : `Take one from ${min} on.`;
}

/** The first few, in words. */
function listOf(values: readonly string[]): string {
  const first = values.slice(0, 5).map(shown).join(", ");
  return values.length > 5 ? `${first} and ${values.length - 5} more` : first;
}

/** A value in a message: short, and on one line. */
export function shown(value: unknown): string {
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function fine(value: ParamValue): Outcome<ParamValue> {
  return { ok: true, value };
}

function wrong(message: string, hint?: string): { ok: false; error: EngineError } {
  return { ok: false, error: { code: "sql", message, ...(hint === undefined ? {} : { hint }) } };
}
