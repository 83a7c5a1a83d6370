import type { CSSProperties } from "react";
import type { ReportItem, ReportRow } from "../../lib/report/report.ts";
import { rowWidths } from "../../lib/report/rowWidths.ts";
import { ReportPlace } from "./ReportPlace.tsx";
import styles from "./ReportRows.module.css";
import type { ShownReport } from "./useReport.ts";

/** The rows of a report, as its readers see them. */
export function ReportRows({ report }: { report: ShownReport }) {
  return report.rows.map((row, at) => (
    <div key={rowKeys(report.rows)[at]} className={styles.row} style={columnsOf(row.items)}>
      {keyed(row.items).map(({ key, item }) => (
        <div key={key} className={styles.item}>
          <ReportPlace item={item} cell={report.find(item)} />
        </div>
      ))}
    </div>
  ));
}

/** The columns of a row's grid, as a custom property of it; what its items leave stays empty. */
export function columnsOf(items: readonly ReportItem[]): CSSProperties & { "--columns": string } {
  const widths = rowWidths(items);
  const left = 12 - widths.reduce((sum, width) => sum + width, 0);
  const all = left > 0.01 ? [...widths, left] : widths;
  return { "--columns": all.map((width) => `minmax(0, ${width}fr)`).join(" ") };
}

/** Items with keys that hold while they move: what they name, and how often that came before. */
export function keyed(items: readonly ReportItem[]): { key: string; item: ReportItem }[] {
  const times = new Map<string, number>();
  return items.map((item) => {
    const name = `${item.kind} ${item.name.toLowerCase()} ${item.nr}`;
    const before = times.get(name) ?? 0;
    times.set(name, before + 1);
    return { key: `${name} ${before}`, item };
  });
}

/** A row goes by its first item. */
export function rowKeys(rows: readonly ReportRow[]): string[] {
  const firsts = rows.map(({ items }) => items[0]);
  const known = keyed(firsts.filter((item) => item !== undefined));
  let next = 0;
  return firsts.map((item, at) => (item ? (known[next++]?.key ?? "") : `empty ${at}`));
}
