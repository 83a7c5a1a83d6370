import { askChart } from "../chart/askChart.ts";
import type { EngineApi } from "../engine/protocol.ts";
import type { ShownResult, ShownResults } from "../formats/shownResult.ts";
import type { CellOutput, Shown } from "../run/cellRun.ts";
import { decodeTextPage } from "../table/textPage.ts";
import { viewOf } from "./appStore.ts";
import type { FormatTools } from "./platform.ts";
import { relationColumns, relationRowCount } from "./selectors.ts";
import type { AppState } from "./state.ts";

/** How many rows of a result go into a file that is meant to be looked at. */
const mostRows = 200;
const chartWidthPx = 800;

/** What the cells show now: of each that is up to date its first rows, its chart with a picture, and what it displayed. */
export async function shownResults(
  state: AppState,
  engine: EngineApi,
  drawPicture: FormatTools["drawPicture"],
): Promise<ShownResults> {
  const results = new Map<string, readonly ShownResult[]>();
  for (const { id } of state.document.cells) {
    const { run, output } = viewOf(state, id);
    if (run.status !== "done" || !output) continue;
    const shown = [
      ...output.shown.flatMap(displayed),
      ...(await keptRows(output, engine)),
      ...(await drawnChart(output, state, engine, drawPicture)),
      ...output.messages.map((text): ShownResult => ({ type: "text", text })),
    ];
    if (shown.length > 0) results.set(id, shown);
  }
  return results;
}

async function keptRows({ result }: CellOutput, engine: EngineApi): Promise<ShownResult[]> {
  if (!result) return [];
  const answer = await engine.page(result.resultKey, 0, Math.min(mostRows, result.rowCount));
  if (!answer.ok) return [];
  const page = decodeTextPage(answer.value);
  const rows = Array.from({ length: page.rows }, (_, row) =>
    result.columns.map((_, at) => page.cell(row, at)),
  );
  return [{ type: "table", columns: result.columns, rows, rowCount: result.rowCount }];
}

async function drawnChart(
  { chart }: CellOutput,
  state: AppState,
  engine: EngineApi,
  drawPicture: FormatTools["drawPicture"],
): Promise<ShownResult[]> {
  if (!chart) return [];
  const { relation, spec } = chart;
  const columns = relationColumns(state, relation) ?? [];
  const rowCount = relationRowCount(state, relation);
  const { timezone } = state.document;
  const request = { spec, columns, relation, rowCount, timezone, widthPx: chartWidthPx };
  const asked = await askChart(request, engine);
  if (!asked.ok) return [];
  const drawn = asked.value;
  const picture = await drawPicture({ spec: drawn.spec, columns: drawn.columns });
  const values = Array.from({ length: drawn.fetched }, (_, row) =>
    Object.fromEntries(drawn.columns.map(({ name, values }) => [name, values[row] ?? null])),
  );
  const whole = { ...drawn.spec, data: { values } };
  return [{ type: "chart", spec: whole, summary: drawn.summary, ...(picture === null ? {} : { picture }) }];
}

/** What a cell displayed of itself. HTML and charts of TypeScript cells are drawn in a frame only. */
export function displayed(shown: Shown): ShownResult[] {
  switch (shown.type) {
    case "text":
      return [{ type: "text", text: shown.text }];
    case "value":
      return [{ type: "text", text: shown.json }];
    case "table": {
      const columns = shown.columns.map((name) => ({ name, type: "VARCHAR" }));
      return [{ type: "table", columns, rows: shown.rows, rowCount: shown.rows.length }];
    }
    default:
      return [];
  }
}
