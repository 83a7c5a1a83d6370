import { placed } from "./placed.ts";
import styles from "./TextTable.module.css";

/** Whoever scrolls by keys has to be able to stand on what scrolls. */
const reachable = { tabIndex: 0 };

/** A few rows of texts, all drawn at once: what a cell displays, and what came along with a link. */
export function TextTable({
  columns,
  rows,
}: {
  columns: readonly string[];
  rows: readonly (readonly (string | null)[])[];
}) {
  return (
    <div className={styles.scroll} {...reachable}>
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
  );
}

/** Only where it stands in its column hangs on this. */
function isNumber(text: string): boolean {
  return /^-?\d[\d_]*(\.\d+)?(e[+-]?\d+)?$/i.test(text);
}
