import { channelDefs, mapEncodings } from "./channelDefs.ts";
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
  const shown = columns.map(({ name, values }) => {
    const definition = asJsonObject(definitions.get(name));
    const title = typeof definition.title === "string" && definition.title !== "" ? definition.title : name;
    const isNumber = definition.type === "quantitative" && asJsonObject(definition.bin).step === undefined;
    return {
      header: { name: title, isNumber },
      cells: values.slice(0, limit).map((value) => valueText(value, definition)),
    };
  });
  const rowCount = columns[0]?.values.length ?? 0;
  const rows = Array.from({ length: Math.min(limit, rowCount) }, (_, row) => ({
    number: row + 1,
    cells: shown.map(({ cells }) => cells[row] ?? ""),
  }));
  return { headers: shown.map(({ header }) => header), rows, rowCount };
}
