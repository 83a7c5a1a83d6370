import { askChart } from "../../chart/askChart.ts";
import type { EngineApi, Outcome } from "../../engine/protocol.ts";
import { fileBase } from "../../formats/fileBase.ts";
import { parseNotebook } from "../../formats/parseNotebook.ts";
import { printNotebook } from "../../formats/printNotebook.ts";
import type { ShownResult } from "../../formats/shownResult.ts";
import type { CellId, NotebookDocument } from "../../notebook/document.ts";
import { keepCellIds } from "../../notebook/keepCellIds.ts";
import { type CarriedChart, liveParts } from "../../reportFile/liveParts.ts";
import { findSecrets } from "../../share/findSecrets.ts";
import { removeSecrets } from "../../share/removeSecrets.ts";
import { type AppStore, viewOf } from "../appStore.ts";
import type { EngineLife } from "../engineLife.ts";
import { saveToDisk } from "../files/saveToDisk.ts";
import { notify } from "../notices.ts";
import type { Platform } from "../platform.ts";
import { relationColumns, relationRowCount } from "../selectors.ts";
import { secretsIn } from "../sharing/sharedParams.ts";
import { displayed } from "../shownResults.ts";
import type { AppState } from "../state.ts";
import { type CarryLimits, carryTables } from "./carryTables.ts";

const chartWidthPx = 900;

interface SaveDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
}

/**
 * Saves the notebook as one web page that carries what its cells show, and the data behind it, and works without a server
 * or a network. What looks like a secret is left out, which the page and a message say.
 */
export async function saveWithData(deps: SaveDeps, limits: CarryLimits): Promise<void> {
  const { platform, store, engine } = deps;
  // What is on the screen now is meant.
  const state = store.getState();
  const said: string[] = [];
  const isSaved = await saveToDisk(deps, `${fileBase(state.document.title)}.data.html`, async () => {
    const { document, notes: taken } = withoutSecrets(state.document);
    const { tables, notes } = await carryTables(state, engine.api, limits);
    const charts = await carryCharts(state, engine.api, notes);
    const carried = { tables, charts, notes: [...taken, ...notes] };
    said.push(...carried.notes);
    const scripts = {
      tables: await platform.fetchText("report/tables.js"),
      charts: charts.length > 0 ? await platform.fetchText("report/charts.js") : null,
    };
    const tools = await platform.formatTools();
    const live = liveParts(carried, scripts);
    const written = await tools.conversions.write("html", document, null, textsOf(state), live);
    if (!written.ok) return written;
    return { ok: true, value: new Blob([written.value.text], { type: "text/html" }) } as Outcome<Blob>;
  });
  if (isSaved && said.length > 0) notify(store, "info", `Not in the file: ${said.join(" ")}`);
}

/** The notebook without what looks like a secret, its cells under the ids that they have. */
function withoutSecrets(document: NotebookDocument): { document: NotebookDocument; notes: string[] } {
  const text = printNotebook(document);
  const kinds = new Set(findSecrets(text).map(({ kind }) => kind));
  const cleaned = kinds.size === 0 ? document : keepCellIds(document, parseNotebook(removeSecrets(text)));
  const cells = cleaned.cells.map((cell) => {
    if (secretsIn(cell.given).length === 0) return cell;
    const { given: _, ...rest } = cell;
    kinds.add("the value of an input");
    return rest;
  });
  return {
    document: { ...cleaned, cells },
    notes: [...kinds].map((kind) => `${kind}, which looks like a secret.`),
  };
}

/** The charts that cells show now, with the rows that they draw. */
async function carryCharts(state: AppState, engine: EngineApi, notes: string[]): Promise<CarriedChart[]> {
  const charts: CarriedChart[] = [];
  for (const { id, name } of state.document.cells) {
    const { run, output } = viewOf(state, id);
    if (output?.shown.some(({ type }) => type === "html" || type === "chart"))
      notes.push(`${name}: HTML and charts that its code displayed.`);
    if (run.status !== "done" || !output?.chart) continue;
    const { relation, spec } = output.chart;
    const asked = await askChart(
      {
        spec,
        relation,
        columns: relationColumns(state, relation) ?? [],
        rowCount: relationRowCount(state, relation),
        timezone: state.document.timezone,
        widthPx: chartWidthPx,
      },
      engine,
    );
    if (!asked.ok) {
      notes.push(`${name}: the chart, which could not be asked for (${asked.error.message})`);
      continue;
    }
    const { columns, summary } = asked.value;
    const chart = { cellId: id, spec: asked.value.spec, columns, summary };
    const [secret] = findSecrets(JSON.stringify(chart, null, 1));
    if (secret) notes.push(`${name}: the chart, in which there seems to be a secret (${secret.kind}).`);
    else charts.push(chart);
  }
  return charts;
}

/** What cells said in words, and small tables that they displayed. */
function textsOf(state: AppState): Map<CellId, readonly ShownResult[]> {
  const texts = state.document.cells.flatMap(({ id }): [CellId, ShownResult[]][] => {
    const { run, output } = viewOf(state, id);
    if (run.status !== "done" || !output) return [];
    const messages = output.messages.map((text): ShownResult => ({ type: "text", text }));
    const shown = [...output.shown.flatMap(displayed), ...messages].map(cleaned);
    return shown.length > 0 ? [[id, shown]] : [];
  });
  return new Map(texts);
}

function cleaned(result: ShownResult): ShownResult {
  if (result.type === "text") return { ...result, text: removeSecrets(result.text) };
  if (result.type !== "table") return result;
  const rows = result.rows.map((row) => row.map((value) => (value === null ? null : removeSecrets(value))));
  return { ...result, rows };
}
