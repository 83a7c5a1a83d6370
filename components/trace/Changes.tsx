import type { RowChanges } from "../../lib/trace/changedColumns.ts";
import { TraceValue } from "./TraceNotes.tsx";
import styles from "./TracePanel.module.css";

/** So many columns are told one by one. */
const mostTold = 8;

/** What a hop changed in a row. */
export function Changes({ changes }: { changes: RowChanges }) {
  const { changed, made, left } = changes;
  if (changed.length + made.length + left.length === 0) return <p className={styles.note}>Left as it was.</p>;
  return (
    <ul className={styles.changes}>
      {changed.slice(0, mostTold).map(({ column, before, after }) => (
        <li key={column}>
          <span className={styles.column}>{column}</span> <TraceValue text={before} />
          <span className={styles.quiet} aria-hidden="true">
            {" "}
            →{" "}
          </span>
          <span className="visually-hidden"> became </span>
          <TraceValue text={after} />
        </li>
      ))}
      {made.slice(0, mostTold).map(({ column, text }) => (
        <li key={`made ${column}`}>
          <span className={styles.quiet}>new</span> <span className={styles.column}>{column}</span>{" "}
          <TraceValue text={text} />
        </li>
      ))}
      {changed.length + made.length > 2 * mostTold && (
        <li className={styles.quiet}>and {changed.length + made.length - 2 * mostTold} more columns</li>
      )}
      {left.length > 0 && <li className={styles.quiet}>leaves out {listed(left)}</li>}
    </ul>
  );
}

function listed(names: readonly string[]): string {
  const some = names.slice(0, mostTold).join(", ");
  return names.length > mostTold ? `${some} and ${names.length - mostTold} more` : some;
}
