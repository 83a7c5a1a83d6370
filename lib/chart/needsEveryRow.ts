import { isJsonObject, type JsonObject } from "./jsonObject.ts";
import type { UnitView } from "./unitViews.ts";

const markOnlyByRows = new Set(["boxplot", "errorbar", "errorband", "geoshape", "image"]);

/** Says whether a chart looks at the rows themselves: transforms, tests and expressions over a row, marks that aggregate on their own. */
export function needsEveryRow(spec: JsonObject, views: readonly UnitView[]): boolean {
  return (
    hasKey(spec, "transform") ||
    hasKey(spec, "impute") ||
    selectsFields(spec.params) ||
    views.some(
      ({ mark, view, encoding }) =>
        markOnlyByRows.has(mark) ||
        selectsFields(view.params) ||
        readsRow(view.mark) ||
        Object.values(encoding).some((definition) => hasRowTest(definition)),
    )
  );
}

function hasKey(value: unknown, key: string): boolean {
  if (Array.isArray(value)) return value.some((item) => hasKey(item, key));
  if (!isJsonObject(value)) return false;
  return value[key] !== undefined || Object.values(value).some((item) => hasKey(item, key));
}

/** A selection by named fields looks for them in the drawn rows, where they may stand under another name. */
function selectsFields(params: unknown): boolean {
  return Array.isArray(params) && hasKey(params, "fields");
}

function hasRowTest(definition: unknown): boolean {
  if (Array.isArray(definition)) return definition.some(hasRowTest);
  if (!isJsonObject(definition)) return false;
  // Guides have expressions of their own, over their labels and not over rows.
  const { axis: _axis, legend: _legend, header: _header, ...rest } = definition;
  return hasKey(rest, "test") || readsRow(rest);
}

function readsRow(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(readsRow);
  if (!isJsonObject(value)) return false;
  if (typeof value.expr === "string" && /\bdatum\b/.test(value.expr)) return true;
  return Object.values(value).some(readsRow);
}
