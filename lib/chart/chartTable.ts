import { channelDefs, mapEncodings } from "./channelDefs.ts";
import { viewTag } from "./chartPlan.ts";
import { asJsonObject, type JsonObject } from "./jsonObject.ts";
import type { ChartColumn } from "./settleChart.ts";
import { valueText } from "./valueText.ts";

/** The drawn values as a small table of text. */
export interface ChartTable {
  headers: { name: string; isNumber: boolean }[];
  rows: { number: number; cells: string[] }[];
  rowCount: number;
}

/** The first `limit` drawn rows, each column under the title that the chart gives it. */
export function chartTable(spec: JsonObject, columns: readonly ChartColumn[], limit: number): ChartTable {
  const definitions = new Map<string, JsonObject>();
  mapEncodings(spec, (encoding) => {
    for (const { definition } of channelDefs(encoding)) {
      if (typeof definition.field === "string" && !definitions.has(definition.field))
        definitions.set(definition.field, definition);
    }
    return encoding;
  });
  const tags = columns.find(({ name }) => name === viewTag)?.values;
  const shown = columns.map(({ name, values }) => {
    if (name === viewTag) {
      const cells = values.slice(0, limit).map((view) => String(Number(view) + 1));
      return { header: { name: "View", isNumber: true }, cells };
    }
    const definition = asJsonObject(definitions.get(name));
    const title = typeof definition.title === "string" && definition.title !== "" ? definition.title : name;
    const isNumber = definition.type === "quantitative" && asJsonObject(definition.bin).step === undefined;
    return {
      header: { name: title, isNumber },
      // A view leaves the columns of all others empty, which is not to say that they are NULL.
      cells: values
        .slice(0, limit)
        .map((value, row) => (isOwn(values, tags, row) ? valueText(value, definition) : "")),
    };
  });
  const rowCount = columns[0]?.values.length ?? 0;
  const rows = Array.from({ length: Math.min(limit, rowCount) }, (_, row) => ({
    number: row + 1,
    cells: shown.map(({ cells }) => cells[row] ?? ""),
  }));
  return { headers: shown.map(({ header }) => header), rows, rowCount };
}

/** Says whether the view that a row belongs to has any value in a column. */
function isOwn(values: readonly unknown[], tags: readonly unknown[] | undefined, row: number): boolean {
  if (!tags || values[row] !== null) return true;
  return values.some((value, other) => value !== null && tags[other] === tags[row]);
}
