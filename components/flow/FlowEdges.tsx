import { memo, useId } from "react";
import type { LayeredLayout } from "../../lib/dataflow/layout/layeredLayout.ts";
import styles from "./Flow.module.css";
import { boxOf, edgePath, type GraphFrame, graphHeightPx } from "./graphFrame.ts";

/** The lines between nodes, those of the current node and of cycles drawn last. What they say, the nodes say in words. */
export const FlowEdges = memo(function FlowEdges(props: {
  layout: LayeredLayout;
  frame: GraphFrame;
  current: number;
  /** Only what crosses this stretch is drawn. */
  from: number;
  to: number;
}) {
  const { layout, frame, current, from, to } = props;
  const id = useId();
  const lines = layout.edges.flatMap((edge) => {
    const [start, end] = [layout.places[edge.from], layout.places[edge.to]];
    if (!start || !end) return [];
    const [above, below] = [boxOf(start, frame), boxOf(end, frame)];
    const isOutside =
      Math.max(above.top, below.top) + above.height < from || Math.min(above.top, below.top) > to;
    if (isOutside) return [];
    const tone = edge.isCyclic ? "cycle" : edge.from === current || edge.to === current ? "near" : "far";
    return [{ key: `${edge.from} ${edge.to}`, path: edgePath(edge, above, below), tone }];
  });
  const order = { far: 0, near: 1, cycle: 2 };
  const rank = (tone: string) => (tone === "cycle" ? order.cycle : tone === "near" ? order.near : order.far);
  return (
    <svg className={styles.edges} height={graphHeightPx(layout.rows)} aria-hidden="true">
      <defs>
        {["far", "near", "cycle"].map((tone) => (
          <marker
            key={tone}
            id={`${id}-${tone}`}
            viewBox="0 0 8 8"
            refX="6"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 0.5L7 4L0 7.5z" className={styles.head} data-tone={tone} />
          </marker>
        ))}
      </defs>
      {lines
        .toSorted((a, b) => rank(a.tone) - rank(b.tone))
        .map(({ key, path, tone }) => (
          <path
            key={key}
            d={path}
            className={styles.edge}
            data-tone={tone}
            markerEnd={`url(#${id}-${tone})`}
          />
        ))}
    </svg>
  );
});
