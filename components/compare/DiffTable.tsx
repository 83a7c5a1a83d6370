import { useState } from "react";
import type { DiffCell, DiffFilter, DiffKey, DiffRow, DiffSides } from "../../lib/compare/diffRows.ts";
import { placed } from "../cell-kinds/placed.ts";
import { type Part, textDifference } from "../clean/textDifference.ts";
import { Button } from "../ui/Button.tsx";
import { countOf, formatCount } from "../ui/formatCount.ts";
import { changeSigns } from "./changeSigns.ts";
import styles from "./DiffTable.module.css";
import { useDiffRows } from "./useDiffRows.ts";

/** Differences are asked for in such parts, and so many at most: all of them are in the grid. */
const partSize = 100;
const mostShown = 1000;

/** The box scrolls, so the keys have to reach it. */
const reachable = { tabIndex: 0 };

/** Rows that differ, each with its key and what was before and after. `total` are the differences that the filter leaves. */
export function DiffTable(props: {
  name: string;
  label: string;
  runId: number;
  keys: readonly DiffKey[];
  filter: DiffFilter;
  total: number;
  sides: DiffSides | null;
}) {
  const { name, label, runId, keys, filter, total, sides } = props;
  const [most, setMost] = useState(partSize);
  const { shown, isBusy } = useDiffRows({ name, runId, keys, filter, most, sides });
  const rest = total - (shown?.count ?? 0);
  return (
    <section
      className={styles.scroll}
      aria-label={`Differences of ${label}`}
      aria-busy={isBusy}
      {...reachable}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className={styles.hidden}>Change</span>
            </th>
            {keys.map((key) => (
              <th key={key.out} scope="col">
                {key.name}
              </th>
            ))}
            <th scope="col">before → after</th>
          </tr>
        </thead>
        <tbody>
          {placed(shown?.rows ?? []).map(({ key, item }) => (
            <Row key={key} row={item} />
          ))}
        </tbody>
      </table>
      {shown?.problem != null && (
        <p className={styles.problem} role="alert">
          The differences could not be read: {shown.problem} Run the cell again.
        </p>
      )}
      {shown?.problem === null && rest > 0 && (
        <div className={styles.more}>
          {most < mostShown && (
            <Button
              label={`Show ${formatCount(Math.min(rest, partSize))} more`}
              disabled={isBusy}
              onClick={() => setMost(most + partSize)}
            />
          )}
          <span className={styles.quiet}>
            {formatCount(shown.count)} of {countOf(total, "difference")}
            {most < mostShown ? "" : "; all of them are in the table below."}
          </span>
        </div>
      )}
    </section>
  );
}

function Row({ row: { key, change, cells, whole } }: { row: DiffRow }) {
  return (
    <tr data-change={change}>
      <td className={styles.mark}>
        <span className={styles.sign} aria-hidden="true">
          {changeSigns[change]}
        </span>
        <span className={styles.hidden}>{change}</span>
      </td>
      {placed(key).map(({ key: at, item }) => (
        <th key={at} scope="row">
          {item}
        </th>
      ))}
      <td>
        {change === "changed" ? (
          <ul className={styles.cells}>
            {cells.map((cell) => (
              <Change key={cell.column} cell={cell} />
            ))}
          </ul>
        ) : change === "added" ? (
          <ins className={styles.whole}>{whole || "added"}</ins>
        ) : (
          <del className={styles.whole}>{whole || "removed"}</del>
        )}
      </td>
    </tr>
  );
}

function Change({ cell: { column, before, after } }: { cell: DiffCell }) {
  const difference = before !== null && after !== null ? textDifference(before, after) : null;
  return (
    <li>
      <span className={styles.quiet}>{column}</span>{" "}
      <del>{difference ? <Parts parts={difference.before} /> : <Value text={before} />}</del>
      <span aria-hidden="true"> → </span>
      <ins>{difference ? <Parts parts={difference.after} /> : <Value text={after} />}</ins>
    </li>
  );
}

function Value({ text }: { text: string | null }) {
  if (text === null) return <i>NULL</i>;
  return text === "" ? <i>empty</i> : text;
}

/** What differs stands out where the texts have something in common. */
function Parts({ parts }: { parts: readonly Part[] }) {
  if (parts.length === 0) return <i>empty</i>;
  const isMixed = parts.some(({ isSame }) => isSame);
  return placed(parts).map(({ key, item: { text, isSame } }) =>
    isSame || !isMixed ? <span key={key}>{text}</span> : <mark key={key}>{text}</mark>,
  );
}
