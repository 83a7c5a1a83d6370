import { memo } from "react";
import type { ClusterChoice } from "../../lib/cluster/clusterChoice.ts";
import type { Cluster } from "../../lib/cluster/clusterMethod.ts";
import { formatCount } from "../ui/formatCount.ts";
import styles from "./ClusterDialog.module.css";
import { ShownText } from "./ShownText.tsx";

/** How many members are drawn of a cluster; the others go with the cluster. */
const mostMembers = 40;

interface ClusterRowProps {
  at: number;
  cluster: Cluster;
  choice: ClusterChoice;
  onChange(at: number, part: Partial<ClusterChoice>): void;
}

/** One cluster: whether it is made one, what it becomes, and which of its values stay as they are. */
export const ClusterRow = memo(function ClusterRow({ at, cluster, choice, onChange }: ClusterRowProps) {
  const { isOn, canonical, left } = choice;
  const leave = (value: string, isIn: boolean) => {
    const next = new Set(left);
    if (isIn) next.delete(value);
    else next.add(value);
    onChange(at, { left: next, isOn: true });
  };
  return (
    <li className={styles.row} data-on={isOn || undefined}>
      <input
        type="checkbox"
        aria-label={`Merge into ${canonical}`}
        checked={isOn}
        onChange={({ target }) => onChange(at, { isOn: target.checked })}
      />
      <input
        className={styles.canonical}
        aria-label={`Value for cluster ${at + 1}`}
        value={canonical}
        spellCheck={false}
        onChange={({ target }) => onChange(at, { canonical: target.value, isOn: true })}
      />
      <ul className={styles.members} aria-label={`Values of cluster ${at + 1}`}>
        {cluster.members.slice(0, mostMembers).map(({ value, rows }) => (
          <li key={value}>
            <label className={styles.member} data-left={left.has(value) || undefined}>
              <input
                type="checkbox"
                checked={!left.has(value)}
                onChange={({ target }) => leave(value, target.checked)}
              />
              <span className={styles.value}>
                <ShownText text={value} />
              </span>
              <span className={styles.rows}>{formatCount(rows)}</span>
            </label>
            <button
              type="button"
              className={styles.use}
              onClick={() => onChange(at, { canonical: value, isOn: true })}
            >
              Use
            </button>
          </li>
        ))}
        {cluster.members.length > mostMembers && (
          <li className={styles.rows}>and {formatCount(cluster.members.length - mostMembers)} more</li>
        )}
      </ul>
    </li>
  );
});
