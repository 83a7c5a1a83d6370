import type { Item, View } from "vega";
import { asJsonObject, isJsonObject, type JsonObject } from "../../../lib/chart/jsonObject.ts";
import type { ChartSelection, DrawnValue, FieldTest } from "../../../lib/chart/selection/chartSelection.ts";
import type { SelectableField } from "../../../lib/chart/selection/selectableViews.ts";
import { fieldNamed } from "./drawnNames.ts";
import { markSelection, plainValue } from "./markSelection.ts";
import type { PlottedMark } from "./plottedMarks.ts";

/** The selections that a chart defines itself, wherever it does; those that move its scales or follow a control select nothing. */
export function ownParams(spec: unknown): string[] {
  if (Array.isArray(spec)) return spec.flatMap(ownParams);
  if (!isJsonObject(spec)) return [];
  const params = Array.isArray(spec.params) ? spec.params.filter(isJsonObject) : [];
  const own = params.filter(({ select, bind }) => select !== undefined && bind !== "scales");
  const below = Object.entries(spec).filter(([key]) => key !== "params" && key !== "data");
  return [
    ...own.flatMap(({ name }) => (typeof name === "string" ? [name] : [])),
    ...below.flatMap(([, part]) => ownParams(part)),
  ];
}

/** Whether a chart defines selections of any kind, zooming among them. */
export function hasOwnParams(spec: unknown): boolean {
  return /"select":/.test(JSON.stringify(spec)) && /"params":/.test(JSON.stringify(spec));
}

/** What Vega-Lite keeps of a selection: a tuple for each mark or range. */
export function storeOf(param: string): string {
  return `${param.replace(/\W/g, "_")}_store`;
}

/** The tuples of one selection as tests; null where nothing is selected, or nothing that can be told. */
export function ownSelection(
  tuples: readonly unknown[],
  view: View,
  marks: ReadonlyMap<string, PlottedMark>,
  views: readonly (readonly SelectableField[])[],
): ChartSelection | null {
  const lists: FieldTest[][] = [];
  let of = 0;
  for (const tuple of tuples) {
    const { unit, fields, values, _vgsid_: id } = asJsonObject(tuple);
    const mark = [...marks.values()].find(
      ({ name }) => typeof unit === "string" && unit !== "" && name.startsWith(unit),
    );
    of = mark?.view ?? of;
    if (!Array.isArray(fields)) {
      const picked = itemById(view, id);
      const known = picked && marks.get(picked.name);
      if (!known) return null;
      const selection = markSelection(picked.datum, known, views);
      of = selection.view;
      lists.push(...selection.anyOf.map((tests) => [...tests]));
      continue;
    }
    const tests = fields.map((field, index) =>
      testOf(asJsonObject(field), Array.isArray(values) ? values[index] : undefined, views[of] ?? []),
    );
    const told = tests.filter((test) => test !== null);
    if (told.length < tests.length) return null;
    lists.push(told);
  }
  return lists.length === 0 ? null : { view: of, by: "brush", anyOf: lists };
}

function testOf(
  { field, type }: JsonObject,
  value: unknown,
  fields: readonly SelectableField[],
): FieldTest | null {
  const found = typeof field === "string" ? fieldNamed(field, fields) : null;
  if (!found) return null;
  const { alias } = found;
  const list: DrawnValue[] = [];
  for (const item of Array.isArray(value) ? value : [value]) {
    const plain = plainValue(item);
    if (plain) list.push(plain.value);
  }
  const [from, to] = list;
  if (String(type).startsWith("R") && list.length === 2 && typeof from === "number" && typeof to === "number")
    return { alias, from: Math.min(from, to), to: Math.max(from, to) };
  return { alias, values: list };
}

function itemById(view: View, id: unknown): { datum: object; name: string } | null {
  let found: { datum: object; name: string } | null = null;
  const walk = (
    node: Partial<Item> & { items?: readonly object[]; name?: unknown; marktype?: unknown },
    name: string,
  ) => {
    const own = typeof node.name === "string" && node.marktype !== undefined ? node.name : name;
    const datum: unknown = node.datum;
    if (isJsonObject(datum) && datum._vgsid_ === id && name !== "") found ??= { datum, name };
    for (const item of node.items ?? []) walk(item, own);
  };
  const scene: { root?: object } = Object(view.scenegraph());
  if (id !== undefined && scene.root) walk(scene.root, "");
  return found;
}
