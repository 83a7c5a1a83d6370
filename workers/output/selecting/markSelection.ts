import type { ChartSelection, DrawnValue, FieldTest } from "../../../lib/chart/selection/chartSelection.ts";
import type { SelectableField } from "../../../lib/chart/selection/selectableViews.ts";
import { fieldNamed } from "./drawnNames.ts";
import type { PlottedMark } from "./plottedMarks.ts";

/** The rows behind a mark, by all that its datum tells of them. */
export function markSelection(
  datum: object,
  mark: PlottedMark,
  views: readonly (readonly SelectableField[])[],
): ChartSelection {
  const fields = views[mark.view] ?? [];
  const tests = new Map<string, FieldTest>();
  for (const [name, value] of Object.entries(datum)) {
    if (/_(?:end|range)$/.test(name) && fields.every(({ alias }) => alias !== name)) continue;
    const field = fieldNamed(name, fields);
    const told = field && plainValue(value);
    if (field && told !== undefined && told !== null)
      tests.set(field.alias, { alias: field.alias, values: [told.value] });
  }
  return { view: mark.view, by: "mark", anyOf: [[...tests.values()]] };
}

/** A value as it can be told to the page; null for one that cannot. */
export function plainValue(value: unknown): { value: DrawnValue } | null {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? { value: null } : { value: value.getTime() };
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return { value };
  return null;
}
