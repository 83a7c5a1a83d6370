import type { AnalysisName } from "../../lib/events/choices.ts";

/** One choice of an analysis as a form shows it; `none` says what holds where nothing is said. */
export type OptionField = { key: string; label: string } & (
  | { type: "duration"; none: string }
  | { type: "whole"; none: string }
  | { type: "flag" }
  | { type: "choice"; none: string; options: readonly (readonly [value: string, label: string])[] }
  | { type: "column"; none: string; only?: "time" }
  | { type: "columns"; none: string }
  | { type: "happening"; none: string }
  | { type: "steps" }
  | { type: "measures" }
  | { type: "predicate"; none: string }
);

const periods = ["hour", "day", "week", "month", "quarter", "year"].map((name) => [name, name] as const);
const measures = { key: "measures", label: "Measures", type: "measures" } as const;

/** The choices of each analysis but the group, which has shelves. */
export const optionFields: Readonly<Record<Exclude<AnalysisName, "group">, readonly OptionField[]>> = {
  sessions: [
    { key: "gap", label: "Ends after a pause of", type: "duration", none: "30 minutes" },
    { key: "longest", label: "Is no longer than", type: "duration", none: "no limit" },
    { key: "id", label: "Or said by a column", type: "column", none: "none: by pauses" },
    { key: "midnight", label: "Cut at midnight", type: "flag" },
    { key: "rows", label: "Every event as a row", type: "flag" },
    measures,
  ],
  funnel: [
    { key: "steps", label: "Steps", type: "steps" },
    { key: "within", label: "From first to last within", type: "duration", none: "any time" },
    {
      key: "order",
      label: "Other events between",
      type: "choice",
      none: "may come between",
      options: [
        ["strict", "may not come between"],
        ["any", "steps in any order"],
      ],
    },
    { key: "by", label: "By segment", type: "column", none: "all together" },
  ],
  retention: [
    {
      key: "period",
      label: "Cohorts by",
      type: "choice",
      none: "week",
      options: periods.filter(([name]) => name !== "week"),
    },
    { key: "periods", label: "Periods told", type: "whole", none: "all" },
    { key: "first", label: "Begin with", type: "happening", none: "any first event" },
    { key: "returns", label: "Come again with", type: "happening", none: "any event" },
    {
      key: "counting",
      label: "Periods are counted",
      type: "choice",
      none: "by the calendar",
      options: [["own", "from each one's first moment"]],
    },
    { key: "unbounded", label: "In that period or later", type: "flag" },
  ],
  paths: [
    { key: "length", label: "Events in a path", type: "whole", none: "3" },
    { key: "after", label: "Beginning with", type: "happening", none: "any event" },
    { key: "before", label: "Ending with", type: "happening", none: "any event" },
    { key: "gap", label: "Broken by a pause of", type: "duration", none: "none" },
    { key: "top", label: "The most common", type: "whole", none: "100" },
    { key: "repeats", label: "Keep an event that comes twice in a row", type: "flag" },
  ],
  touch: [
    { key: "of", label: "Columns that say where from", type: "columns", none: "add a column" },
    { key: "conversion", label: "Up to", type: "happening", none: "the end" },
    { key: "within", label: "no longer before than", type: "duration", none: "any time" },
    {
      key: "where",
      label: "Touches are rows where",
      type: "predicate",
      none: "one of the columns has a value",
    },
  ],
  dedupe: [
    { key: "by", label: "The same are rows with the same", type: "columns", none: "entity and event" },
    { key: "within", label: "following each other within", type: "duration", none: "any time" },
    { key: "keep", label: "Keep", type: "choice", none: "the first", options: [["last", "the last"]] },
  ],
  late: [
    { key: "arrived", label: "Arrived at", type: "column", none: "as guessed", only: "time" },
    { key: "allowed", label: "Late after", type: "duration", none: "1 hour" },
    {
      key: "period",
      label: "By",
      type: "choice",
      none: "day",
      options: periods.filter(([name]) => name !== "day"),
    },
    {
      key: "among",
      label: "In order among",
      type: "choice",
      none: "events of one entity",
      options: [["all", "all events"]],
    },
    { key: "rows", label: "Every event with its delay", type: "flag" },
  ],
  window: [
    { key: "size", label: "Windows of", type: "duration", none: "1 hour" },
    { key: "every", label: "beginning every", type: "duration", none: "as long as they are" },
    { key: "by", label: "For each", type: "columns", none: "add a column" },
    measures,
  ],
};
