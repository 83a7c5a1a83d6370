import type { CompareSummary } from "../../lib/compare/readSummary.ts";
import { formatCount } from "../ui/formatCount.ts";
import styles from "./ChangedColumns.module.css";

/** How many cells of each column changed; a click shows those of one alone. */
export function ChangedColumns(props: {
  label: string;
  summary: CompareSummary;
  chosen: string | null;
  onChoose: (column: string | null) => void;
}) {
  const { label, summary, chosen, onChoose } = props;
  const changed = summary.columns.filter((column) => column.changed > 0);
  const most = changed[0]?.changed ?? 1;
  const same = summary.columns.length - changed.length;
  return (
    <div className={styles.columns}>
      <ul aria-label={`Changed cells of ${label} by column`}>
        {changed.map(({ name, changed: count, compared }) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={name === chosen}
              title={compared === "exactly" ? undefined : `Compared ${compared}`}
              onClick={() => onChoose(name === chosen ? null : name)}
            >
              <span className={styles.columnName}>{name}</span>
              <span className={styles.bar}>
                <span style={{ width: `${(100 * count) / most}%` }} />
              </span>
              <span className={styles.count}>
                {formatCount(count)}
                <span className={styles.hidden}> changed</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className={styles.rest}>
        {changed.length === 0 && "No cell changed. "}
        {same > 0 &&
          changed.length > 0 &&
          `No change in ${same} ${same === 1 ? "column" : "other columns"}. `}
        {summary.ignored.length > 0 && `${formatCount(summary.ignored.length)} ignored.`}
      </p>
    </div>
  );
}
