import type { Column } from "../engine/protocol.ts";
import type { Filter } from "./gridView.ts";
import { valueFamily } from "./valueFamily.ts";
import { whyNoValue } from "./valueSql.ts";

export type FilterHow =
  | "values"
  | "range"
  | "contains"
  | "equals"
  | "starts"
  | "ends"
  | "matches"
  | "null"
  | "present";

/** A filter while it is being made: all that its form holds, whichever part of it counts in the end. */
export interface FilterDraft {
  how: FilterHow;
  text: string;
  matchCase: boolean;
  not: boolean;
  from: string;
  to: string;
  isToIncluded: boolean;
  values: readonly (string | null)[];
}

/** The ways to filter a column, the one that people want first being first. */
export function waysToFilter(column: Column): FilterHow[] {
  const texts: FilterHow[] = ["contains", "equals", "starts", "ends", "matches"];
  switch (valueFamily(column.type).kind) {
    case "number":
    case "date":
    case "instant":
    case "time":
      return ["range", "values", ...texts, "null", "present"];
    case "boolean":
      return ["values", "null", "present"];
    default:
      return ["values", ...texts, "null", "present"];
  }
}

/** A form filled in by a filter, or empty. */
export function draftOf(column: Column, filter: Filter | null): FilterDraft {
  const empty: FilterDraft = {
    how: waysToFilter(column)[0] ?? "values",
    text: "",
    matchCase: false,
    not: false,
    from: "",
    to: "",
    isToIncluded: true,
    values: [],
  };
  switch (filter?.kind) {
    case undefined:
      return empty;
    case "text":
      return { ...empty, how: filter.how, text: filter.text, matchCase: filter.matchCase, not: filter.not };
    case "values":
      return { ...empty, how: "values", values: filter.values, not: filter.not };
    case "null":
      return { ...empty, how: filter.isNull ? "null" : "present" };
    case "range":
      return {
        ...empty,
        how: "range",
        from: filter.from ?? "",
        to: filter.to ?? "",
        isToIncluded: filter.isToIncluded,
      };
  }
}

/** The filter of a form; or what is still missing or wrong, as a sentence. */
export function filterOf(
  draft: FilterDraft,
  { name, type }: Column,
): { filter: Filter } | { problem: string } {
  const { how, not, matchCase, isToIncluded } = draft;
  switch (how) {
    case "null":
    case "present":
      return { filter: { kind: "null", column: name, isNull: how === "null" } };
    case "values":
      if (draft.values.length === 0) return { problem: "Choose one value or more." };
      return { filter: { kind: "values", column: name, values: draft.values, not } };
    case "range": {
      const from = draft.from.trim() === "" ? null : draft.from.trim();
      const to = draft.to.trim() === "" ? null : draft.to.trim();
      if (from === null && to === null) return { problem: "Give one of the two bounds, or both." };
      const why = (from && whyNoValue(from, type)) || (to && whyNoValue(to, type));
      if (why) return { problem: why };
      return { filter: { kind: "range", column: name, from, to, isToIncluded } };
    }
    default:
      if (draft.text === "" && how !== "equals") return { problem: "Type the text to look for." };
      return { filter: { kind: "text", column: name, how, text: draft.text, matchCase, not } };
  }
}
