import { memo } from "react";
import type { FlowNode } from "../../lib/dataflow/layout/flowNodes.ts";
import marks from "../cell/CellGutter.module.css";
import { useApp } from "../ui/AppContext.tsx";
import { nodeStatus, nodeText } from "./drawnNode.ts";
import styles from "./Flow.module.css";
import type { Box } from "./graphFrame.ts";

/** One node. It draws anew when its own state changes, not when another's does. */
export const FlowNodeButton = memo(function FlowNodeButton(props: {
  node: FlowNode;
  at: number;
  box: Box;
  /** Takes part in the order of Tab. */
  isCurrent: boolean;
  /** Reads the current node, or is read by it. */
  isNear: boolean;
  isDimmed: boolean;
  says: string;
}) {
  const { node, at, box, isCurrent, isNear, isDimmed, says } = props;
  const status = useApp((state) => nodeStatus(state, node));
  const line = useApp((state) => nodeText(state, node));
  const isSelected = useApp((state) => node.cellId !== null && state.selection.cellId === node.cellId);
  return (
    <button
      type="button"
      className={styles.node}
      style={{ insetInlineStart: box.left, top: box.top, width: box.width, height: box.height }}
      data-at={at}
      data-status={node.problem ? "problem" : status}
      data-near={isNear || undefined}
      data-dimmed={isDimmed || undefined}
      data-source={node.cellId === null || undefined}
      aria-current={isSelected || undefined}
      aria-label={`${node.name}, ${line.replaceAll(" · ", ", ")}. ${says}`}
      tabIndex={isCurrent ? 0 : -1}
    >
      <span className={styles.name}>
        {(status === "stale" || status === "queued" || status === "running" || status === "cancelled") && (
          <span className={marks.mark} data-run={status} />
        )}
        <span className={styles.word}>{node.name}</span>
        {node.problem && <span className={styles.bang}>!</span>}
      </span>
      <span className={styles.line}>{line}</span>
    </button>
  );
});
