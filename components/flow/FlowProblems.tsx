import { TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import type { FlowNode } from "../../lib/dataflow/layout/flowNodes.ts";
import styles from "./Flow.module.css";

const mostShown = 3;

/** What keeps cells from ever running: cycles, names made twice, names that nothing has; each sentence once. */
export function FlowProblems({
  nodes,
  onShow,
}: {
  nodes: readonly FlowNode[];
  onShow: (at: number) => void;
}) {
  const problems = useMemo(() => {
    const first = new Map<string, number>();
    for (const [at, { problem }] of nodes.entries())
      if (problem && !first.has(problem.message)) first.set(problem.message, at);
    return [...first];
  }, [nodes]);
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems} aria-label="Problems">
      {problems.slice(0, mostShown).map(([message, at]) => (
        <li key={message}>
          <button type="button" onClick={() => onShow(at)}>
            <TriangleAlert aria-hidden="true" />
            {message}
          </button>
        </li>
      ))}
      {problems.length > mostShown && <li className={styles.more}>and {problems.length - mostShown} more</li>}
    </ul>
  );
}
