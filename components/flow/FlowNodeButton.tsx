import type { KeyboardEvent } from "react";
import type { FlowNode } from "../../lib/dataflow/layout/flowNodes.ts";
import marks from "../cell/CellGutter.module.css";
import { useApp } from "../ui/AppContext.tsx";
import { nodeStatus, nodeText } from "./drawnNode.ts";
import styles from "./Flow.module.css";
import { nodeLine, saidKind } from "./flowWords.ts";
import type { Box } from "./graphFrame.ts";

/** One node. When its own state changes, it alone draws anew. */
export function FlowNodeButton(props: {
  node: FlowNode;
  at: number;
  box: Box;
  /** Takes part in the order of Tab. */
  isCurrent: boolean;
  /** Reads the current node, or is read by it. */
  isNear: boolean;
  /** Whether a search found it; undefined where nothing is searched. */
  isFound: boolean | undefined;
  says: string;
  onClick: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const { node, at, box, isCurrent, isNear, isFound, says, onClick, onKeyDown } = props;
  const status = useApp((state) => nodeStatus(state, node));
  const line = useApp((state) => nodeText(state, node, nodeLine));
  const said = useApp((state) => nodeText(state, node, saidKind));
  const isSelected = useApp((state) => node.cellId !== null && state.selection.cellId === node.cellId);
  return (
    <button
      type="button"
      className={styles.node}
      style={{ insetInlineStart: box.left, top: box.top, width: box.width, height: box.height }}
      data-at={at}
      data-status={node.problem ? "problem" : status}
      data-near={isNear || undefined}
      data-found={isFound}
      data-source={node.cellId === null || undefined}
      aria-current={isSelected || undefined}
      tabIndex={isCurrent ? 0 : -1}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <span className={styles.name}>
        {(status === "stale" || status === "queued" || status === "running" || status === "cancelled") && (
          <span className={marks.mark} data-run={status} />
        )}
        <span className={styles.word}>{node.name}</span>
        {node.problem && (
          <span className={styles.bang} aria-hidden="true">
            !
          </span>
        )}
      </span>
      <span className={styles.line}>{line}</span>
      <span className="visually-hidden">{said + says}</span>
    </button>
  );
}
