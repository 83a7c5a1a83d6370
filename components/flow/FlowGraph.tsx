import { type KeyboardEvent, memo, useEffect, useMemo, useRef } from "react";
import type { FlowNode } from "../../lib/dataflow/layout/flowNodes.ts";
import { layeredLayout } from "../../lib/dataflow/layout/layeredLayout.ts";
import { isGraphKey, nextNode } from "../../lib/dataflow/layout/nextNode.ts";
import styles from "./Flow.module.css";
import { FlowEdges } from "./FlowEdges.tsx";
import { FlowNodeButton } from "./FlowNodeButton.tsx";
import { readsSentence } from "./flowWords.ts";
import { boxOf, graphFrame, graphHeightPx } from "./graphFrame.ts";
import { useViewport } from "./useViewport.ts";

/** How far beyond what is seen nodes are there already. */
const overscanPx = 320;

/**
 * The nodes by layer, what is read above what reads it. One of them takes part in the order of Tab; up and down go along
 * the reads, left and right through all. Only what is near the part that is seen is there at all, and typing in a cell
 * draws nothing of it anew unless a read changes.
 */
export const FlowGraph = memo(function FlowGraph(props: {
  nodes: readonly FlowNode[];
  current: number;
  /** Nodes that a search found; null where nothing is searched. */
  found: ReadonlySet<number> | null;
  onCurrent: (at: number) => void;
  onOpen: (node: FlowNode) => void;
}) {
  const { nodes, current, found, onCurrent, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { width, top, height } = useViewport(scroller);
  const frame = useMemo(() => graphFrame(width), [width]);
  const layout = useMemo(
    () =>
      layeredLayout(
        nodes.map(({ needs }) => needs),
        frame.columns,
      ),
    [nodes, frame.columns],
  );
  const says = useMemo(() => {
    const named = (list: readonly number[]) => list.map((at) => nodes[at]?.name ?? "");
    return nodes.map(({ needs, readers, problem }) =>
      [problem?.message ?? "", readsSentence(named(needs), named(readers))].filter(Boolean).join(" "),
    );
  }, [nodes]);
  const near = useMemo(
    () => new Set([...(nodes[current]?.needs ?? []), ...(nodes[current]?.readers ?? [])]),
    [nodes, current],
  );
  const [from, to] = [top - overscanPx, top + height + overscanPx];

  // The current node comes into view, also while the keyboard is in the notebook.
  const place = layout.places[current];
  const currentTop = place ? boxOf(place, frame).top : null;
  useEffect(() => {
    const element = scroller.current;
    if (!element || currentTop === null) return;
    const isAbove = currentTop < element.scrollTop;
    const isBelow = currentTop + 64 > element.scrollTop + element.clientHeight;
    if (isAbove || isBelow) element.scrollTop = Math.max(0, currentTop - element.clientHeight / 2 + 32);
  }, [currentTop]);

  function go(event: KeyboardEvent, at: number): void {
    if (!isGraphKey(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = nextNode(nodes, layout.places, at, event.key);
    onCurrent(next);
    // Drawn by then, wherever it is: the current node always is.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-at="${next}"]`)?.focus({ preventScroll: true }),
    );
  }

  return (
    <div ref={scroller} className={styles.scroller}>
      <fieldset
        aria-label="Cells and who reads them"
        className={styles.graph}
        style={{ height: graphHeightPx(layout.rows) }}
      >
        <FlowEdges layout={layout} frame={frame} current={current} from={from} to={to} />
        {width > 0 &&
          nodes.map((node, at) => {
            const spot = layout.places[at];
            if (!spot) return null;
            const box = boxOf(spot, frame);
            if (at !== current && (box.top + box.height < from || box.top > to)) return null;
            return (
              <FlowNodeButton
                key={node.cellId ?? `source ${node.name}`}
                node={node}
                at={at}
                box={box}
                isCurrent={at === current}
                isNear={near.has(at)}
                isFound={found?.has(at)}
                says={says[at] ?? ""}
                onKeyDown={(event) => go(event, at)}
                onClick={() => {
                  onCurrent(at);
                  onOpen(node);
                }}
              />
            );
          })}
      </fieldset>
    </div>
  );
});
