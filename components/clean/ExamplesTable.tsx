import { placed } from "../cell-kinds/placed.ts";
import type { TextTable } from "./readEffect.ts";
import styles from "./StepPreview.module.css";
import { type Part, textDifference } from "./textDifference.ts";

/** The box scrolls, so the keys have to reach it. */
const reachable = { tabIndex: 0 };

/** Examples as a small table: distinct changes side by side with what differs marked, or rows. */
export function ExamplesTable({
  label,
  table,
  kind,
}: {
  label: string;
  table: TextTable;
  kind: "changes" | "rows";
}) {
  const { columns, rows } = table;
  return (
    <section className={styles.scroll} aria-label={label} {...reachable}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" data-number={column === "rows" || undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {placed(rows).map(({ key, item: row }) =>
            kind === "changes" ? (
              <ChangeRow key={key} row={row} />
            ) : (
              <tr key={key}>
                {placed(row).map(({ key: at, item }) => (
                  <td key={at} data-number={columns[Number(at)] === "rows" || undefined}>
                    <Value text={item} />
                  </td>
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function ChangeRow({
  row: [column = null, before = null, after = null, rows = null],
}: {
  row: readonly (string | null)[];
}) {
  const difference = before !== null && after !== null ? textDifference(before, after) : null;
  return (
    <tr>
      <td className={styles.quiet}>{column}</td>
      <td>{difference ? <Parts parts={difference.before} tone="gone" /> : <Value text={before} />}</td>
      <td>{difference ? <Parts parts={difference.after} tone="new" /> : <Value text={after} />}</td>
      <td data-number>{Number(rows ?? 0).toLocaleString("en-US")}</td>
    </tr>
  );
}

function Parts({ parts, tone }: { parts: readonly Part[]; tone: "gone" | "new" }) {
  return (
    <span className={styles.value}>
      {placed(parts).map(({ key, item: { text, isSame } }) =>
        isSame ? (
          <span key={key}>{text}</span>
        ) : (
          <mark key={key} className={styles.mark} data-tone={tone}>
            {shown(text)}
          </mark>
        ),
      )}
    </span>
  );
}

function Value({ text }: { text: string | null }) {
  if (text === null) return <span className={styles.quiet}>NULL</span>;
  return text === "" ? (
    <span className={styles.quiet}>empty</span>
  ) : (
    <span className={styles.value}>{text}</span>
  );
}

/** Spaces are seen where they are what changed. */
function shown(text: string): string {
  return text
    .replace(/ /g, "·")
    .replace(/\u00a0/g, "⍽")
    .replace(/\n/g, "↵")
    .replace(/\t/g, "⇥");
}
