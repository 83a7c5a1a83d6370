import type { ChartColumn } from "../settleChart.ts";
import type { ChartSelection, DrawnValue, FieldTest } from "./chartSelection.ts";
import type { SelectableField } from "./selectableViews.ts";

/** The rows behind a drawn row, by its place among those that are drawn; `viewTag` is the column that tells views apart. */
export function rowSelection(
  columns: readonly ChartColumn[],
  views: readonly (readonly SelectableField[])[],
  row: number,
  viewTag: string | null,
): ChartSelection {
  const drawnIn = (name: string) => columns.find((column) => column.name === name)?.values[row];
  const view = viewTag === null ? 0 : Number(drawnIn(viewTag) ?? 0);
  const tests = (views[view] ?? []).flatMap(({ alias }): FieldTest[] => {
    const value = drawnIn(alias);
    return isDrawnValue(value) ? [{ alias, values: [value] }] : [];
  });
  return { view, by: "mark", anyOf: [tests] };
}

function isDrawnValue(value: unknown): value is DrawnValue {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
