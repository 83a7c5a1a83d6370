import type { Column } from "../../lib/engine/protocol.ts";
import type { FilterDraft } from "../../lib/view/filterDraft.ts";
import { valueFamily } from "../../lib/view/valueFamily.ts";
import styles from "./FilterPopover.module.css";

const examples = {
  number: ["0", "100"],
  date: ["2024-01-01", "2024-12-31"],
  instant: ["2024-01-01", "2024-01-31 18:30"],
  time: ["08:00", "17:30"],
} as const;

/** The bounds of a column's values; an empty one is open. */
export function RangeFields(props: {
  column: Column;
  draft: FilterDraft;
  onChange(part: Partial<FilterDraft>): void;
}) {
  const { column, draft, onChange } = props;
  const family = valueFamily(column.type).kind;
  const [from, to] =
    family === "date" || family === "instant" || family === "time" ? examples[family] : examples.number;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(draft.to.trim());
  const bound = {
    className: styles.input,
    autoComplete: "off",
    spellCheck: false,
    inputMode: family === "number" ? ("decimal" as const) : undefined,
  };
  return (
    <>
      <div className={styles.bounds}>
        <label>
          <span>From</span>
          <input
            {...bound}
            aria-label={`${column.name} from`}
            placeholder={from}
            value={draft.from}
            onChange={({ target }) => onChange({ from: target.value })}
          />
        </label>
        <label>
          <span>To</span>
          <input
            {...bound}
            aria-label={`${column.name} to`}
            placeholder={to}
            value={draft.to}
            onChange={({ target }) => onChange({ to: target.value })}
          />
        </label>
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={draft.isToIncluded}
          onChange={({ target }) => onChange({ isToIncluded: target.checked })}
        />
        <span>The end is included{family === "instant" && isDay ? ", all of that day" : ""}</span>
      </label>
      <p className={styles.quiet}>
        The start is included. An empty side is open. NULL is in no range.
        {column.type === "TIMESTAMP WITH TIME ZONE" && " Times are UTC unless they name a zone (+02)."}
      </p>
    </>
  );
}
