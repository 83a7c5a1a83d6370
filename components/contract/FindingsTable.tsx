import { Info, OctagonX, TriangleAlert } from "lucide-react";
import { driftOf, type Level } from "../../lib/contract/contract.ts";
import styles from "./FindingsTable.module.css";
import type { Drift } from "./useDrift.ts";

const icons = { stop: OctagonX, warn: TriangleAlert, note: Info } as const;
const words: Record<Level, string> = { stop: "Stops", warn: "Warning", note: "Note" };

/** The box scrolls, so the keys have to reach it. */
const reachable = { tabIndex: 0 };

/** What is not as it was pinned, one row a finding, the gravest first. Nothing where all is. */
export function FindingsTable({ name, label, drift }: { name: string; label: string; drift: Drift }) {
  const { findings, total } = drift;
  if (findings.length === 0) return null;
  const rest = total - findings.length;
  return (
    <section className={styles.scroll} aria-label={`Findings of ${label}`} {...reachable}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>Level</th>
            <th>Column</th>
            <th>Finding</th>
            <th>Pinned</th>
            <th>Now</th>
            <th className={styles.number}>PSI</th>
          </tr>
        </thead>
        <tbody>
          {findings.map(({ column, finding, level, pinned, now, psi }) => {
            const Icon = icons[level];
            return (
              <tr key={`${column} ${finding}`} data-level={level}>
                <td>
                  <span className={styles.level}>
                    <Icon aria-hidden="true" />
                    {words[level]}
                  </span>
                </td>
                <td className={styles.code}>{column}</td>
                <td>{finding}</td>
                <td>{pinned}</td>
                <td>{now}</td>
                <td className={styles.number}>{psi?.toFixed(2)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rest > 0 && (
        <p className={styles.rest}>
          {rest.toLocaleString("en-US")} more in {driftOf(name)}.
        </p>
      )}
    </section>
  );
}
