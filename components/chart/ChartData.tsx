import { useMemo } from "react";
import { chartTable } from "../../lib/chart/chartTable.ts";
import type { JsonObject } from "../../lib/chart/jsonObject.ts";
import type { ChartColumn } from "../../lib/chart/settleChart.ts";
import styles from "./ChartData.module.css";

const mostRows = 200;
/** Whoever scrolls by keys has to be able to stand on what scrolls. */
const reachable = { tabIndex: 0 };

/** The drawn values as a table. */
export function ChartData({
  spec,
  columns,
  label,
  onOpenRow,
}: {
  spec: JsonObject;
  columns: ChartColumn[];
  label: string;
  /** Shows the rows behind a drawn row, by its place. */
  onOpenRow?: (row: number) => void;
}) {
  const table = useMemo(() => chartTable(spec, columns, mostRows), [spec, columns]);
  return (
    <section className={styles.scroll} {...reachable} aria-label={`Data of ${label}`}>
      <table className={styles.table}>
        <thead>
          <tr>
            {onOpenRow && <th scope="col">Row</th>}
            {table.headers.map(({ name, isNumber }) => (
              <th key={name} scope="col" data-number={isNumber || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ number, cells }) => (
            <tr key={number}>
              {onOpenRow && (
                <td>
                  <button
                    type="button"
                    className={styles.open}
                    aria-label={`${number}: rows of ${cells[0] ?? "this"}`}
                    title="Show the rows behind this"
                    onClick={() => onOpenRow(number - 1)}
                  >
                    {number}
                  </button>
                </td>
              )}
              {cells.map((cell, index) => (
                <td
                  key={table.headers[index]?.name}
                  data-number={table.headers[index]?.isNumber || undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rowCount > table.rows.length ? (
        <p className={styles.more}>
          The first {table.rows.length.toLocaleString("en")} of {table.rowCount.toLocaleString("en")} drawn
          rows.
        </p>
      ) : null}
    </section>
  );
}
