import type { Column } from "../engine/protocol.ts";
import { type ColumnRole, columnRole, isAmount } from "./columnRole.ts";
import { columnOf, fittingShelfType } from "./placeField.ts";
import type { Shelves } from "./readShelves.ts";
import {
  aggregates,
  type Channel,
  fieldOf,
  nameOfField,
  type Shelf,
  type ShelfSort,
  scaleTypes,
  shelfTypes,
  stackings,
  timeUnits,
  type Written,
  written,
} from "./shelf.ts";

export const choiceKeys = ["aggregate", "bin", "timeUnit", "sort", "scale", "zero", "stack", "type"] as const;
export type ChoiceKey = (typeof choiceKeys)[number];

export interface ShelfOption {
  /** What `withChoice` takes. */
  value: string;
  label: string;
}

/** One thing that can be chosen of a shelf. "" is Vega-Lite's own way. */
export interface ShelfChoice {
  key: ChoiceKey;
  label: string;
  value: string;
  options: ShelfOption[];
}

/** How a shelf is called. */
export const channelLabels: Readonly<Record<Channel, string>> = {
  x: "X",
  y: "Y",
  theta: "Angle",
  longitude: "Longitude",
  latitude: "Latitude",
  text: "Text",
  color: "Colour",
  size: "Size",
  shape: "Shape",
  opacity: "Opacity",
  row: "Row",
  column: "Column",
  detail: "Detail",
  tooltip: "Tooltip",
};

const labels: Readonly<Record<ChoiceKey, string>> = {
  aggregate: "Aggregate",
  bin: "Bins",
  timeUnit: "Time unit",
  sort: "Sort",
  scale: "Scale",
  zero: "Zero",
  stack: "Stack",
  type: "Type",
};
const unitLabels: Readonly<Record<string, string>> = {
  yearquarter: "year and quarter",
  yearmonth: "year and month",
  yearweek: "year and week",
  yearmonthdate: "day",
  yearmonthdatehours: "day and hour",
  yearmonthdatehoursminutes: "minute",
  month: "month of the year",
  date: "day of the month",
  day: "day of the week",
  hours: "hour of the day",
  minutes: "minute of the hour",
};
const asWritten = "\0written";
const mostSortColumns = 30;

/** What can be chosen of a shelf, the most wanted first. */
export function shelfChoices(
  channel: Channel,
  shelves: Shelves,
  mark: string,
  columns: readonly Column[],
): ShelfChoice[] {
  const shelf = shelves[channel];
  if (!shelf) return [];
  const column = columnOf(shelf, columns);
  const role = column ? columnRole(column) : "other";
  const keys = choiceKeys.filter((key) => isOffered(key, channel, shelf, mark, role));
  const first = firstKey(shelf, role);
  return keys
    .toSorted((a, b) => Number(b === first) - Number(a === first))
    .map((key) => {
      const options = optionsOf(key, channel, shelves, role, columns);
      const value = chosenValue(key, shelf);
      // What was written by hand, or is not among the choices, is one of them for as long as it stands.
      const known = options.some((option) => option.value === value);
      const label = writtenLabel(value, shelf);
      return { key, label: labels[key], value, options: known ? options : [...options, { value, label }] };
    });
}

/** What is chosen that is not among the choices. */
function writtenLabel(value: string, { sort }: Shelf): string {
  if (value === asWritten) return "as written";
  if (typeof sort !== "object" || sort === null || value !== sortValue(sort)) return value;
  const end = sort.order === "descending" ? "largest" : "smallest";
  return `${sort.op} of ${nameOfField(sort.field)}, ${end} first`;
}

/** The shelf after a choice. */
export function withChoice(shelf: Shelf, key: ChoiceKey, value: string): Shelf {
  if (value === asWritten) return shelf;
  const chosen = value === "" ? null : value;
  switch (key) {
    case "aggregate":
      return { ...shelf, aggregate: chosen, ...(chosen === null ? {} : { bin: null, timeUnit: null }) };
    case "bin":
      return {
        ...shelf,
        bin: chosen === null || chosen === "auto" ? chosen : Number(chosen),
        ...(chosen === null ? {} : { aggregate: null }),
      };
    case "timeUnit":
      return { ...shelf, timeUnit: chosen, ...(chosen === null ? {} : { aggregate: null }) };
    case "sort":
      return { ...shelf, sort: sortOf(value) };
    case "scale":
      return { ...shelf, scale: chosen };
    case "zero":
      return { ...shelf, zero: chosen === null ? null : chosen === "yes" };
    case "stack":
      return { ...shelf, stack: stackings.find((stacking) => stacking === value) ?? null };
    case "type":
      return { ...shelf, type: shelfTypes.find((type) => type === value) ?? null };
  }
}

/** The shelf with its column's own type where that was lost with an aggregate or time unit. */
export function retyped(shelf: Shelf, column: Column, channel: Channel): Shelf {
  return shelf.type === null ? { ...shelf, type: fittingShelfType(column, channel) } : shelf;
}

function isOffered(key: ChoiceKey, channel: Channel, shelf: Shelf, mark: string, role: ColumnRole): boolean {
  if (chosenValue(key, shelf) !== "" && key !== "type") return true;
  const isAxis = channel === "x" || channel === "y";
  const isPlace = channel === "longitude" || channel === "latitude";
  const isScaled = isAxis || channel === "color" || channel === "size" || channel === "opacity";
  const isNumber = shelf.field === null || shelf.aggregate !== null || shelf.type === "quantitative";
  switch (key) {
    case "aggregate":
      return shelf.field !== null && !isPlace && mark !== "boxplot";
    case "bin":
      return role === "number" && !isPlace && channel !== "theta" && channel !== "text";
    case "timeUnit":
      return (role === "time" || shelf.type === "temporal") && shelf.aggregate === null;
    case "sort":
      return (
        shelf.field !== null &&
        shelf.aggregate === null &&
        !isPlace &&
        channel !== "tooltip" &&
        channel !== "detail"
      );
    case "scale":
    case "zero":
      return isScaled && isNumber && (key === "scale" || isAxis) && shelf.bin === null;
    case "stack":
      return isNumber && ((isAxis && (mark === "bar" || mark === "area")) || channel === "theta");
    case "type":
      return shelf.field !== null && !isPlace;
  }
}

function firstKey(shelf: Shelf, role: ColumnRole): ChoiceKey {
  if (shelf.bin !== null) return "bin";
  if (role === "time" && shelf.aggregate === null) return "timeUnit";
  return role === "number" || shelf.aggregate !== null ? "aggregate" : "sort";
}

function chosenValue(key: ChoiceKey, shelf: Shelf): string {
  const value: Shelf[ChoiceKey] = shelf[key];
  if (value === written) return asWritten;
  if (value === null) return "";
  if (key === "zero") return value === true ? "yes" : "no";
  return typeof value === "object" ? sortValue(value) : String(value);
}

function optionsOf(
  key: ChoiceKey,
  channel: Channel,
  shelves: Shelves,
  role: ColumnRole,
  columns: readonly Column[],
): ShelfOption[] {
  const own = (label: string): ShelfOption => ({ value: "", label });
  const plain = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  switch (key) {
    case "aggregate":
      return [own("none"), ...plain(aggregates.filter((name) => fits(name, role)))];
    case "bin":
      return [
        own("off"),
        { value: "auto", label: "automatic" },
        ...[5, 10, 20, 30, 50, 100].map((most) => ({ value: String(most), label: `at most ${most}` })),
      ];
    case "timeUnit":
      return [own("none"), ...timeUnits.map((unit) => ({ value: unit, label: unitLabels[unit] ?? unit }))];
    case "sort":
      return [own("default"), ...sortOptions(channel, shelves, columns)];
    case "scale":
      return [own("default"), ...plain(scaleTypes)];
    case "zero":
      return [own("default"), { value: "yes", label: "begins at zero" }, { value: "no", label: "need not" }];
    case "stack":
      return [
        own("default"),
        { value: "zero", label: "stacked" },
        { value: "normalize", label: "to 100 %" },
        { value: "off", label: "off" },
      ];
    case "type":
      return [own("default"), ...plain(shelfTypes)];
  }
}

function fits(aggregate: string, role: ColumnRole): boolean {
  if (role === "number" || aggregate === "count" || aggregate === "distinct") return true;
  return role === "time" && (aggregate === "min" || aggregate === "max");
}

function sortOptions(channel: Channel, shelves: Shelves, columns: readonly Column[]): ShelfOption[] {
  const itself = [
    { value: "ascending", label: "ascending" },
    { value: "descending", label: "descending" },
    { value: "none", label: "as the rows come" },
  ];
  const others = (["x", "y", "color", "size"] as const).filter(
    (other) => other !== channel && shelves[other]?.aggregate != null,
  );
  const byOthers = others.flatMap((other) => [
    { value: `-${other}`, label: `${channelLabels[other]}, largest first` },
    { value: other, label: `${channelLabels[other]}, smallest first` },
  ]);
  const measures = columns.filter(isAmount).slice(0, mostSortColumns);
  const byColumns = measures.map(({ name }) => ({
    value: sortValue({ field: fieldOf(name), op: "sum", order: "descending" }),
    label: `sum of ${name}, largest first`,
  }));
  return [...itself, ...byOthers, ...byColumns];
}

function sortValue(sort: ShelfSort): string {
  return typeof sort === "object" ? JSON.stringify([sort.op, sort.field, sort.order ?? ""]) : sort;
}

function sortOf(value: string): ShelfSort | null {
  if (value === "") return null;
  if (!value.startsWith("[")) return plainSorts.find((sort) => sort === value) ?? null;
  const [op, field, order]: string[] = JSON.parse(value);
  if (op === undefined || field === undefined) return null;
  return { op, field, ...(order === "ascending" || order === "descending" ? { order } : {}) };
}

const plainSorts: readonly ShelfSort[] = [
  "ascending",
  "descending",
  "none",
  "x",
  "-x",
  "y",
  "-y",
  "color",
  "-color",
  "size",
  "-size",
  "theta",
  "-theta",
];

/** What a shelf draws, in a few words: "sum of revenue", "day, by month of the year". */
export function shelfWords(shelf: Shelf): string {
  const name = shelf.field === null ? "rows" : nameOfField(shelf.field);
  const isSaid = (part: string | null | Written): part is string => typeof part === "string";
  if (isSaid(shelf.aggregate)) return `${shelf.aggregate} of ${name}`;
  if (shelf.bin !== null) return `${name} in bins`;
  return isSaid(shelf.timeUnit) ? `${name}, by ${unitLabels[shelf.timeUnit] ?? shelf.timeUnit}` : name;
}
