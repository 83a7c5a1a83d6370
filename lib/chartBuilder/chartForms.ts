import { asJsonObject, isJsonObject, type JsonObject } from "../chart/jsonObject.ts";
import { markName } from "../chart/unitViews.ts";
import type { Column } from "../engine/protocol.ts";
import { columnRole, isAmount, placeColumns } from "./columnRole.ts";
import { mapOf, plainOf } from "./mapForm.ts";
import { columnOf, placeField } from "./placeField.ts";
import { readShelves, type Shelves } from "./readShelves.ts";
import { type Channel, emptyShelf, type Shelf, written } from "./shelf.ts";
import { unitOf, withUnit } from "./unitOf.ts";
import { writeShelves } from "./writeShelves.ts";

/** Forms of a chart that the builder offers, by name, with the mark that draws each. */
export const chartForms = {
  bar: { label: "Bar", mark: "bar" },
  line: { label: "Line", mark: "line" },
  area: { label: "Area", mark: "area" },
  scatter: { label: "Scatter", mark: "point" },
  heat: { label: "Heat map", mark: "rect" },
  histogram: { label: "Histogram", mark: "bar" },
  boxplot: { label: "Box plot", mark: "boxplot" },
  tick: { label: "Tick", mark: "tick" },
  arc: { label: "Pie", mark: "arc" },
  text: { label: "Text", mark: "text" },
  map: { label: "Map", mark: "circle" },
} as const;
export type ChartForm = keyof typeof chartForms;
export const formNames = Object.keys(chartForms).filter(isForm);

function isForm(name: string): name is ChartForm {
  return Object.hasOwn(chartForms, name);
}

/** Which form a chart has; null for a mark that the builder does not offer. */
export function formOf(spec: JsonObject): ChartForm | null {
  const read = readShelves(spec);
  if (read.isBeyond) return null;
  const { mark, shelves } = read;
  if (shelves.longitude ?? shelves.latitude) return "map";
  const { x, y } = shelves;
  if (mark === "bar" && ((isBinned(x) && isCount(y)) || (isBinned(y) && isCount(x)))) return "histogram";
  const found = formNames.find(
    (name) => name !== "histogram" && name !== "map" && chartForms[name].mark === mark,
  );
  return found ?? (mark === "circle" || mark === "square" ? "scatter" : null);
}

/** The chart in another form: its shelves stay as far as that form can draw them. */
export function withForm(spec: JsonObject, form: ChartForm, columns: readonly Column[]): JsonObject {
  if (!unitOf(spec)) return spec;
  const from = formOf(spec);
  if (from === form) return spec;
  if (form === "map") return mapOf(spec, columns);
  const flat = from === "map" ? plainOf(spec) : spec;
  const unit = unitOf(flat);
  if (!unit) return spec;
  const marked = withUnit(flat, unit, withMark(unit.view, chartForms[form].mark));
  const read = readShelves(marked);
  return read.isBeyond ? spec : writeShelves(marked, shelvesFor(form, read.shelves, columns));
}

/** The view with another mark; what else its mark says stays. The mark comes first, as people write it. */
function withMark(view: JsonObject, mark: string): JsonObject {
  const old = view.mark;
  if (isJsonObject(old)) return { ...view, mark: { ...old, type: mark } };
  return old === undefined ? { mark, ...view } : { ...view, mark };
}

function shelvesFor(form: ChartForm, shelves: Shelves, columns: readonly Column[]): Shelves {
  switch (form) {
    case "histogram":
      return histogram(shelves, columns);
    case "arc":
      return pie(shelves, columns);
    case "heat":
      return heatMap(shelves, columns);
    case "boxplot":
    case "tick":
    case "scatter":
      return unpie(
        mapShelves(shelves, (shelf) => (isGrouping(shelf) ? { ...shelf, aggregate: null } : shelf)),
      );
    case "text":
      return labelled(unpie(shelves));
    case "bar":
      return unbinned(unpie(shelves));
    default:
      return unpie(shelves);
  }
}

function histogram(shelves: Shelves, columns: readonly Column[]): Shelves {
  const { x, y, theta: _theta, ...rest } = shelves;
  const chosen = [x, y].find((shelf) => isNumber(columnOf(shelf, columns)));
  const column = columnOf(chosen, columns) ?? columns.find(isAmount) ?? columns.find(isNumber) ?? null;
  if (!column) return shelves;
  const across: Shelf = { ...placeField(column, "x", "point", {}, columns), bin: "auto" };
  return { x: across, y: { ...emptyShelf, aggregate: "count" }, ...rest };
}

/** A pie's angle is what was measured, and its colours are what it was measured by. */
function pie(shelves: Shelves, columns: readonly Column[]): Shelves {
  if (shelves.theta) return shelves;
  const { x, y, ...rest } = shelves;
  const measure = [y, x].find(isMeasure);
  const by = [x, y].find((shelf) => shelf && shelf !== measure);
  const name = rest.color ?? (by && { ...by, sort: null, title: by.title === "" ? null : by.title });
  const theta = measure ?? placeField(null, "theta", "arc", {}, columns);
  return { ...rest, theta: { ...theta, sort: null, stack: null }, ...(name ? { color: name } : {}) };
}

function unpie({ theta, ...rest }: Shelves): Shelves {
  if (!theta) return rest;
  if (rest.x || rest.y) return rest;
  const { color, ...others } = rest;
  return { ...(color ? { x: color } : {}), y: theta, ...others };
}

/** What is measured is what the text says. */
function labelled(shelves: Shelves): Shelves {
  const { x, y, text } = shelves;
  const said = [y, x].find(isMeasure) ?? y ?? x;
  if (text || !said) return shelves;
  return { ...shelves, text: { ...said, sort: null, stack: null, scale: null, zero: null } };
}

/** A bar for each value, where a histogram had one for each step. */
function unbinned(shelves: Shelves): Shelves {
  const isHistogram = [shelves.x, shelves.y].some(isCount);
  if (!isHistogram) return shelves;
  return mapShelves(shelves, (shelf) => (isBinned(shelf) ? { ...shelf, bin: null, type: "ordinal" } : shelf));
}

/** Two axes of names or bins, and the measure as colour. */
function heatMap(shelves: Shelves, columns: readonly Column[]): Shelves {
  const { x, y, color, ...rest } = unpie(shelves);
  const measure = [y, x].find(isMeasure);
  const axes = [x, y].flatMap((shelf) => (shelf && shelf !== measure ? [inSteps(shelf, columns)] : []));
  const spare = color && !isMeasure(color) ? [color] : [];
  const [across, down] = [...axes, ...(axes.length < 2 ? spare : [])];
  const amount = color && isMeasure(color) ? color : (measure ?? { ...emptyShelf, aggregate: "count" });
  return {
    ...(across ? { x: across } : {}),
    ...(down ? { y: down.sort === "-x" || down.sort === "x" ? { ...down, sort: null } : down } : {}),
    color: { ...amount, stack: null },
    ...rest,
  };
}

function inSteps(shelf: Shelf, columns: readonly Column[]): Shelf {
  const column = columnOf(shelf, columns);
  if (isGrouping(shelf)) return inSteps({ ...shelf, aggregate: null }, columns);
  if (isNumber(column) && shelf.bin === null && shelf.type === "quantitative")
    return { ...shelf, bin: "auto" };
  if (shelf.type === "temporal" && shelf.timeUnit === null) return { ...shelf, timeUnit: "yearmonth" };
  return shelf;
}

function mapShelves(shelves: Shelves, change: (shelf: Shelf) => Shelf): Shelves {
  const changed = Object.entries(shelves).map(([channel, shelf]): [string, Shelf] => [
    channel,
    channel === "x" || channel === "y" ? change(shelf) : shelf,
  ]);
  return Object.fromEntries(changed);
}

const isCount = (shelf: Shelf | undefined) => shelf?.aggregate === "count";
const isBinned = (shelf: Shelf | undefined) =>
  shelf !== undefined && shelf.bin !== null && shelf.bin !== written;
const isMeasure = (shelf: Shelf | undefined) => shelf !== undefined && shelf.aggregate !== null;
/** An aggregate of a column, which can as well be the column itself. */
const isGrouping = (shelf: Shelf) => shelf.aggregate !== null && shelf.field !== null;
const isNumber = (column: Column | null) => column !== null && columnRole(column) === "number";

/** Whether a relation says where on the globe its rows are. */
export function hasPlaces(columns: readonly Column[]): boolean {
  return placeColumns(columns) !== null;
}

/** The two axes change places. What sorts by one of them follows. */
export function withAxesSwapped(spec: JsonObject): JsonObject {
  const unit = unitOf(spec);
  if (!unit) return spec;
  const encoding = asJsonObject(unit.view.encoding);
  if (encoding.x === undefined && encoding.y === undefined) return spec;
  const swapped = Object.entries(encoding).map(([channel, definition]): [string, unknown] => [
    otherAxis(channel),
    turned(definition),
  ]);
  return withUnit(spec, unit, { ...unit.view, encoding: Object.fromEntries(swapped) });
}

function otherAxis(channel: string): string {
  const pairs: Readonly<Record<string, string>> = {
    x: "y",
    y: "x",
    x2: "y2",
    y2: "x2",
    xOffset: "yOffset",
    yOffset: "xOffset",
    xError: "yError",
    yError: "xError",
    xError2: "yError2",
    yError2: "xError2",
  };
  return Object.hasOwn(pairs, channel) ? (pairs[channel] ?? channel) : channel;
}

function turned(definition: unknown): unknown {
  if (!isJsonObject(definition)) return definition;
  const { sort } = definition;
  if (sort === "x" || sort === "-x") return { ...definition, sort: sort.replace("x", "y") };
  if (sort === "y" || sort === "-y") return { ...definition, sort: sort.replace("y", "x") };
  return definition;
}

/** Shelves that a form needs, beside those that every chart has. */
export function shelvesOfForm(form: ChartForm | null): readonly Channel[] {
  if (form === "map") return ["longitude", "latitude"];
  if (form === "arc") return ["theta"];
  return form === "text" ? ["x", "y", "text"] : ["x", "y"];
}

/** The mark of a chart by its name, also where none is written yet. */
export function markOf(spec: JsonObject): string {
  return markName(unitOf(spec)?.view.mark);
}
