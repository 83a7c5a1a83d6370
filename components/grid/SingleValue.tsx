import type { Column } from "../../lib/engine/protocol.ts";
import { CellText } from "./CellText.tsx";
import { shortType } from "./columnLook.ts";
import styles from "./SingleValue.module.css";

/** Longer or broken text is read, not glanced at. */
const largeLength = 40;

// Every result is found as a grid with its rows counted, whatever its size.
const gridRole = { role: "grid", "aria-readonly": true, "aria-rowcount": 2, "aria-colcount": 1 } as const;

/** A result of one row and one column: the value itself, large; still a table to assistive technology. */
export function SingleValue(props: { label: string; column: Column; value: string | null }) {
  const { label, column, value } = props;
  const long = value !== null && (value.length > largeLength || value.includes("\n"));
  return (
    <table {...gridRole} aria-label={label} className={styles.single}>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" title={`${column.name} · ${column.type}`}>
            <span className={styles.name}>{column.name}</span>{" "}
            <span className={styles.type}>{shortType(column.type)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <tr aria-rowindex={2}>
          <td>
            <div className={long ? styles.long : styles.large}>
              {long ? value : <CellText value={value} />}
            </div>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
