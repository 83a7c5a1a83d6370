import { mapChannelDefs, mapEncodings } from "./channelDefs.ts";
import type { ChartQuery } from "./chartPlan.ts";
import type { JsonObject } from "./jsonObject.ts";

/** A drawn column: plain values in row order. */
export interface ChartColumn {
  name: string;
  values: unknown[];
}

/** The specification and rows to draw: bins get the edges that the query found, whose own columns are left out. */
export function settleChart(
  query: ChartQuery,
  rows: readonly ChartColumn[],
): { spec: JsonObject; columns: ChartColumn[] } {
  const edges = new Map<string, { extent: [number, number]; step: number }>();
  for (const bin of query.bins) {
    const [start, stop, step] = [bin.start, bin.stop, bin.step].map(
      (name) => rows.find((column) => column.name === name)?.values[0],
    );
    if (typeof start === "number" && typeof stop === "number" && typeof step === "number") {
      edges.set(bin.alias, { extent: [start, stop], step });
    }
  }
  const hidden = new Set(query.bins.flatMap(({ start, stop, step }) => [start, stop, step]));
  const spec = mapEncodings(query.spec, (encoding) =>
    mapChannelDefs(encoding, (definition) => {
      const found = typeof definition.field === "string" ? edges.get(definition.field) : undefined;
      return found && definition.bin === true
        ? { ...definition, bin: { ...found, nice: false } }
        : definition;
    }),
  );
  return { spec, columns: rows.filter(({ name }) => !hidden.has(name)) };
}
