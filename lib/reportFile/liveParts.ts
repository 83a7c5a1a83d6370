import { escapeHtml } from "../formats/escapeHtml.ts";
import type { LiveParts } from "../formats/staticHtml/exportStaticHtml.ts";
import type { CellId } from "../notebook/document.ts";
import { liveStyle } from "./liveStyle.ts";
import {
  manifestId,
  type ReportChart,
  type ReportManifest,
  type ReportTable,
  tableId,
} from "./reportManifest.ts";

/** A relation that goes into the file, under the cell that made it. */
export interface CarriedTable extends ReportTable {
  readonly cellId: CellId;
  readonly parquet: Uint8Array;
  /** Rows that the file holds. */
  readonly rows: number;
}

export type CarriedChart = ReportChart & { readonly cellId: CellId };

/** What the file holds beside the notebook's text; `notes` are said at its end, one sentence each. */
export interface Carried {
  readonly tables: readonly CarriedTable[];
  readonly charts: readonly CarriedChart[];
  readonly notes: readonly string[];
}

/** The scripts of such a file, as they were built: for tables, and for charts too. */
export interface ReportScripts {
  readonly tables: string;
  readonly charts: string | null;
}

/** A notebook's relations and charts as parts of a page that shows them by itself. */
export function liveParts({ tables, charts, notes }: Carried, scripts: ReportScripts): LiveParts {
  const shown = new Map<CellId, string>();
  const add = (id: CellId, html: string) => shown.set(id, (shown.get(id) ?? "") + html);
  for (const [at, { cellId, summary }] of charts.entries()) {
    add(
      cellId,
      `<figure class="live-chart" data-chart="${at}"><p class="note">Chart: ${escapeHtml(summary)}</p></figure>`,
    );
  }
  for (const [at, { cellId, rows, rowsInAll }] of tables.entries()) {
    const count = `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}`;
    const cut = rows < rowsInAll ? `, the first of ${rowsInAll.toLocaleString("en")}` : "";
    add(cellId, `<div class="live-table" data-table="${at}"><p class="note">${count}${cut}</p></div>`);
  }
  const manifest: ReportManifest = {
    tables: tables.map(({ name, types, rowsInAll }) => ({ name, types, rowsInAll })),
    charts: charts.map(({ spec, columns, summary }) => ({ spec, columns, summary })),
  };
  const data = tables.map(
    ({ parquet }, at) =>
      `<script type="application/vnd.apache.parquet" id="${tableId(at)}">${base64(parquet)}</script>`,
  );
  const said = notes.map((note) => `<li>${escapeHtml(note)}</li>`).join("");
  const foot = [
    ...(said === ""
      ? []
      : [`<footer class="live-foot"><p class="note">Not in this file:</p><ul>${said}</ul></footer>`]),
    `<script type="application/json" id="${manifestId}">${jsonInside(manifest)}</script>`,
    ...data,
  ].join("\n");
  return {
    shown,
    foot,
    style: liveStyle,
    scripts:
      charts.length > 0 && scripts.charts !== null ? [scripts.tables, scripts.charts] : [scripts.tables],
  };
}

/** JSON in which nothing can end the element that it stands in. */
function jsonInside(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** In pieces that a call takes as arguments. */
function base64(bytes: Uint8Array): string {
  const piece = 0x6000;
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += piece) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + piece))));
  }
  return parts.join("");
}
