import type { AskedChart } from "../chart/askChart.ts";
import type { Column, EngineError } from "../engine/protocol.ts";
import type { Shown } from "../run/cellRun.ts";
import { type KeptCell, type KeptChart, type KeptShown, type KeptTable, keptLimits } from "./keptCell.ts";
import { sizeOf } from "./sizeOf.ts";

/** What a run left to look at, whole. */
export interface CellToKeep {
  name: string;
  ran: string;
  at: number;
  elapsedMs: number;
  error: EngineError | null;
  /** `cell` answers the text of a row and column, both counted from 0. */
  table: {
    columns: readonly Column[];
    rowCount: number;
    /** How many first rows are at hand. */
    rows: number;
    cell: (row: number, column: number) => string | null;
  } | null;
  chart: KeptChart | null;
  shown: readonly Shown[];
  /** The charts among `shown`, by their places there. */
  shownCharts: ReadonlyMap<number, KeptChart>;
  messages: readonly string[];
  notices: readonly string[];
}

const mostLines = 50;
const mostColumnName = 100;
const mostMessage = 2_000;

/** As much of it as may be kept; what does not fit is counted, so that nobody takes the rest for all. */
export function fitKeptCell(given: CellToKeep): KeptCell {
  const { name, ran, at, elapsedMs } = given;
  const lines = {
    messages: given.messages.slice(0, mostLines).map((text) => cut(text, mostMessage)),
    notices: given.notices.slice(0, mostLines).map((text) => cut(text, mostMessage)),
  };
  const table = given.table && fitTable(given.table);
  let free: number = keptLimits.cellBytes - sizeOf(lines) - (table ? sizeOf(table) : 0);
  let leftOut = 0;
  const take = <T>(value: T, most: number): T | null => {
    const bytes = sizeOf(value, Math.min(most, free));
    if (bytes <= most && bytes <= free) {
      free -= bytes;
      return value;
    }
    leftOut++;
    return null;
  };
  const chart = given.chart && take(given.chart, keptLimits.chartBytes);
  const shown = given.shown.flatMap((item, place): KeptShown[] => {
    const kept = item.type === "chart" ? shownChart(given.shownCharts.get(place)) : item;
    // A chart that was never drawn has nothing to be drawn from.
    if (kept === null) leftOut++;
    return kept === null ? [] : (take([kept], keptLimits.chartBytes) ?? []);
  });
  const error = given.error && fitError(given.error);
  return { name, ran, at, elapsedMs, error, table, chart, shown, ...lines, leftOut };
}

function shownChart(chart: KeptChart | undefined): KeptShown | null {
  return chart ? { type: "chart", chart } : null;
}

function fitError({ code, message, hint, line, column, length }: EngineError): EngineError {
  return {
    code,
    message: cut(message, mostMessage),
    ...(hint === undefined ? {} : { hint: cut(hint, mostMessage) }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(length === undefined ? {} : { length }),
  };
}

function fitTable(given: NonNullable<CellToKeep["table"]>): KeptTable {
  const { rowCount } = given;
  const columns = given.columns
    .slice(0, keptLimits.columns)
    .map(({ name, type }) => ({ name: cut(name, mostColumnName), type: cut(type, mostColumnName) }));
  const rows: (string | null)[][] = [];
  let bytes = sizeOf(columns);
  for (let row = 0; row < Math.min(given.rows, keptLimits.rows); row++) {
    const texts = columns.map((_, column) => {
      const text = given.cell(row, column);
      return text === null ? null : cut(text, keptLimits.characters);
    });
    bytes += sizeOf(texts);
    if (rows.length > 0 && bytes > keptLimits.tableBytes) break;
    rows.push(texts);
  }
  return { columns, rows, rowCount, columnCount: given.columns.length };
}

/** A chart as it was asked for, without what only the engine needs. */
export function keptChart(
  { query, again: _again, ...chart }: AskedChart,
  rowCount: number | null,
): KeptChart {
  const { spec, rows, notes, timesIn } = query;
  return { ...chart, query: { spec, rows, notes, ...(timesIn === undefined ? {} : { timesIn }) }, rowCount };
}

/** A text of at most so many characters, with a mark where something was cut. */
function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
