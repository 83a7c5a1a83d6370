import type { CellSnapshot } from "../../lib/share/snapshots.ts";
import { placed } from "../cell-kinds/placed.ts";
import { formatCount } from "../ui/formatCount.ts";
import styles from "./Snapshot.module.css";

/** Rows that came along with a notebook: what its author saw, and nothing that was computed here. */
export function Snapshot({ snapshot }: { snapshot: CellSnapshot }) {
  const { columns, rows, rowCount } = snapshot;
  const cut =
    rows.length < rowCount ? `first ${formatCount(rows.length)} of ${formatCount(rowCount)} rows` : null;
  return (
    <div className={styles.snapshot}>
      <p className={styles.mark}>
        <span className={styles.badge}>From the link</span> Not computed here
        {cut ? `; ${cut}.` : "."}
      </p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {placed(columns).map(({ key, item }) => (
                <th key={key} scope="col">
                  {item}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {placed(rows).map(({ key: row, item: cells }) => (
              <tr key={row}>
                {placed(cells).map(({ key, item }) => (
                  <td key={key} data-number={item !== null && isNumber(item) ? "" : undefined}>
                    {item ?? <span className={styles.null}>NULL</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Only where it stands in its column hangs on this. */
function isNumber(text: string): boolean {
  return /^-?\d[\d_]*(\.\d+)?(e[+-]?\d+)?$/i.test(text);
}
