import { isJsonObject } from "../jsonObject.ts";

/** A value of a drawn row. */
export type DrawnValue = string | number | boolean | null;

/**
 * What a drawn column must be like: one of some values, or within a range whose ends are those of bins and units where
 * the column has such. Moments are milliseconds since 1970.
 */
export type FieldTest =
  | { alias: string; values: readonly DrawnValue[] }
  | { alias: string; from: number; to: number };

/** What is selected on a chart: rows that pass all tests of any one list. */
export interface ChartSelection {
  /** Which of the views with rows of their own; 0 where all share theirs. */
  view: number;
  /** Marks that were picked, whose rows are meant; or a range or names that were brushed, whatever else is drawn there. */
  by: "mark" | "brush";
  anyOf: readonly (readonly FieldTest[])[];
}

const mostLists = 500;
const mostTests = 40;
const mostValues = 2_000;
const longestText = 10_000;

/** A selection as the frame tells it, which is not believed: null where it is none, or past all bounds. */
export function readSelection(told: unknown): ChartSelection | null {
  if (!isJsonObject(told)) return null;
  const { view, by, anyOf } = told;
  if (typeof view !== "number" || !Number.isInteger(view) || view < 0) return null;
  if ((by !== "mark" && by !== "brush") || !Array.isArray(anyOf)) return null;
  if (anyOf.length === 0 || anyOf.length > mostLists) return null;
  const lists: FieldTest[][] = [];
  for (const list of anyOf) {
    if (!Array.isArray(list) || list.length > mostTests) return null;
    const tests = list.map(readTest);
    const read = tests.filter((test) => test !== null);
    if (read.length < tests.length) return null;
    lists.push(read);
  }
  return { view, by, anyOf: lists };
}

function readTest(told: unknown): FieldTest | null {
  if (!isJsonObject(told)) return null;
  const { alias, values, from, to } = told;
  if (typeof alias !== "string" || alias.length > longestText) return null;
  if (Array.isArray(values))
    return values.length <= mostValues && values.every(isDrawnValue) ? { alias, values } : null;
  if (typeof from !== "number" || typeof to !== "number") return null;
  return Number.isFinite(from) && Number.isFinite(to) && from <= to ? { alias, from, to } : null;
}

function isDrawnValue(value: unknown): value is DrawnValue {
  if (typeof value === "string") return value.length <= longestText;
  return value === null || typeof value === "number" || typeof value === "boolean";
}
