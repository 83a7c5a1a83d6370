import { memo } from "react";
import type { Proposal } from "../../lib/propose/proposal.ts";
import { countOf, formatCount } from "../ui/formatCount.ts";
import styles from "./ClusterDialog.module.css";
import { ShownText } from "./ShownText.tsx";

const firstExamples = 3;

/** One proposal: what was found, why, and what becomes of the most frequent values. */
export const ProposalRow = memo(function ProposalRow(props: {
  at: number;
  proposal: Proposal;
  isOn: boolean;
  onTick(at: number, isOn: boolean): void;
}) {
  const { at, proposal, isOn, onTick } = props;
  const { column, title, reason, examples, cells, confidence } = proposal;
  return (
    <li className={styles.proposal} data-on={isOn || undefined}>
      <label className={styles.headline}>
        <input type="checkbox" checked={isOn} onChange={({ target }) => onTick(at, target.checked)} />
        <span>
          <strong className={styles.column}>{column}</strong> {title}
        </span>
        <span className={styles.rows}>
          {countOf(cells, "cell")} · {Math.round(confidence * 100)} % sure
        </span>
      </label>
      <div className={styles.details}>
        <p className={styles.about}>{reason}</p>
        <Examples examples={examples.slice(0, firstExamples)} />
        {examples.length > firstExamples && (
          <details>
            <summary>{formatCount(examples.length - firstExamples)} more examples</summary>
            <Examples examples={examples.slice(firstExamples)} />
          </details>
        )}
      </div>
    </li>
  );
});

function Examples({ examples }: { examples: Proposal["examples"] }) {
  return (
    <table className={styles.examples}>
      <tbody>
        {examples.map(({ from, to, rows }) => (
          <tr key={`${from} ${to} ${rows}`}>
            <td className={styles.value}>
              <ShownText text={from} />
            </td>
            <td aria-label="becomes">→</td>
            <td className={styles.value}>
              <ShownText text={to} />
            </td>
            <td className={styles.rows}>{formatCount(rows)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
