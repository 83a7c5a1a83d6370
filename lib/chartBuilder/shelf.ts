/** Channels that have a shelf, in the order in which they stand. */
export const channels = [
  "x",
  "y",
  "theta",
  "longitude",
  "latitude",
  "text",
  "color",
  "size",
  "shape",
  "opacity",
  "row",
  "column",
  "detail",
  "tooltip",
] as const;
export type Channel = (typeof channels)[number];

export const shelfTypes = ["quantitative", "temporal", "nominal", "ordinal"] as const;
export type ShelfType = (typeof shelfTypes)[number];

export const aggregates = ["count", "sum", "mean", "median", "min", "max", "distinct"] as const;
export const timeUnits = [
  "year",
  "yearquarter",
  "yearmonth",
  "yearweek",
  "yearmonthdate",
  "yearmonthdatehours",
  "yearmonthdatehoursminutes",
  "month",
  "date",
  "day",
  "hours",
  "minutes",
] as const;
export const scaleTypes = ["linear", "log", "sqrt"] as const;
export const stackings = ["zero", "normalize", "off"] as const;

/** Something that a shelf has no word for: it stands in the text and stays as it is until another choice is made. */
export const written = Symbol("written by hand");
export type Written = typeof written;

/** How a shelf sorts: not at all (the order of the rows), by itself, by another channel ("-y"), or by a measure of its own. */
export type ShelfSort =
  | "ascending"
  | "descending"
  | "none"
  | `${"" | "-"}${"x" | "y" | "color" | "size" | "theta"}`
  | { field: string; op: string; order?: "ascending" | "descending" | undefined };

/**
 * What one shelf says of its channel; null where it says nothing and Vega-Lite has its own way.
 * `field` is written as in Vega-Lite: dots and brackets are escaped. Null with the aggregate "count" means rows.
 */
export interface Shelf {
  field: string | null;
  type: ShelfType | null | Written;
  aggregate: string | null | Written;
  /** "auto", or the most bins there may be. */
  bin: "auto" | number | null | Written;
  timeUnit: string | null | Written;
  sort: ShelfSort | null | Written;
  scale: string | null | Written;
  /** Whether the axis begins at zero. */
  zero: boolean | null | Written;
  stack: (typeof stackings)[number] | null | Written;
  /** "" means that no title is drawn. */
  title: string | null | Written;
}

export const emptyShelf: Shelf = {
  field: null,
  type: null,
  aggregate: null,
  bin: null,
  timeUnit: null,
  sort: null,
  scale: null,
  zero: null,
  stack: null,
  title: null,
};

/** A column's name as Vega-Lite wants it. */
export function fieldOf(name: string): string {
  return name.replace(/[\\.[\]]/g, (mark) => `\\${mark}`);
}

/** The name that a Vega-Lite field stands for. */
export function nameOfField(field: string): string {
  return field.replace(/\\(.)/g, "$1");
}
