import { mapChannelDefs, mapEncodings } from "./channelDefs.ts";
import type { BinEdges, ChartQuery, RowChoice } from "./chartPlan.ts";
import type { JsonObject } from "./jsonObject.ts";

/** A drawn column: plain values in row order. */
export interface ChartColumn {
  name: string;
  values: unknown[];
}

/** What is drawn of an answer. */
export interface SettledChart {
  spec: JsonObject;
  columns: ChartColumn[];
  /** Rows of each view that has rows of its own, and whether it has more in the relation. */
  views: { rows: RowChoice; fetched: number; truncated: boolean }[];
  /** Edges of bins and cells, by the name of their column. */
  edges: ReadonlyMap<string, BinEdges>;
}

/**
 * The specification and rows to draw: bins get the edges that the query found, whose own columns are left out, and the
 * row too many that says of a view that there are more goes.
 */
export function settleChart(
  query: ChartQuery,
  rows: readonly ChartColumn[],
  held: ReadonlyMap<string, BinEdges> = new Map(),
): SettledChart {
  const { views, columns: kept } = viewsOf(query, rows);
  const edges = new Map(held);
  for (const bin of query.bins) {
    const [start, stop, step] = [bin.start, bin.stop, bin.step].map((name) =>
      // Rows of other views have no edges.
      kept.find((column) => column.name === name)?.values.find((value) => value !== null),
    );
    if (typeof start === "number" && typeof stop === "number" && typeof step === "number") {
      edges.set(bin.alias, { start, stop, step });
    }
  }
  const hidden = new Set(query.bins.flatMap(({ start, stop, step }) => [start, stop, step]));
  const spec = mapEncodings(query.spec, (encoding) =>
    mapChannelDefs(encoding, (definition) => {
      const found = typeof definition.field === "string" ? edges.get(definition.field) : undefined;
      return found && definition.bin === true
        ? { ...definition, bin: { extent: [found.start, found.stop], step: found.step, nice: false } }
        : definition;
    }),
  );
  return { spec, columns: kept.filter(({ name }) => !hidden.has(name)), views, edges };
}

/** The rows of one view, where views have rows of their own; all of them otherwise. */
export function rowsOfView(query: ChartQuery, columns: readonly ChartColumn[], index: number): ChartColumn[] {
  const tags = columns.find(({ name }) => name === query.views?.tag)?.values;
  if (!tags) return [...columns];
  return columns
    .filter(({ name }) => name !== query.views?.tag)
    .map(({ name, values }) => ({ name, values: values.filter((_, row) => tags[row] === index) }));
}

function viewsOf(
  { views }: ChartQuery,
  rows: readonly ChartColumn[],
): { views: SettledChart["views"]; columns: readonly ChartColumn[] } {
  const tags = rows.find(({ name }) => name === views?.tag)?.values;
  if (!views || !tags) return { views: [], columns: rows };
  const found = views.rows.map((choice) => ({ rows: choice, fetched: 0, truncated: false }));
  const isKept = tags.map((tag) => {
    const view = found[Number(tag)];
    if (!view) return false;
    view.truncated = view.fetched === views.maxRowsOfView;
    if (!view.truncated) view.fetched++;
    return !view.truncated;
  });
  const columns = rows.map(({ name, values }) => ({ name, values: values.filter((_, row) => isKept[row]) }));
  return { views: found, columns };
}
