import { useState } from "react";
import { placed } from "../cell-kinds/placed.ts";
import { markOf } from "./sessionMark.ts";
import own from "./Timeline.module.css";
import { momentText } from "./timelineText.ts";
import type { TimelineEvent } from "./useTimeline.ts";

const heightPx = 64;
const edgePx = 8;

/** Events on an axis of time; a band under those of each session. */
export function TimelineAxis({ events }: { events: readonly TimelineEvent[] }) {
  const [widthPx, setWidthPx] = useState(600);
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return null;
  const span = Math.max(1, last.ms - first.ms);
  const x = (ms: number) => edgePx + ((ms - first.ms) / span) * (widthPx - 2 * edgePx);
  const sessions = new Map<number, { start: number; end: number; count: number }>();
  for (const { ms, session } of events) {
    const known = sessions.get(session);
    sessions.set(session, { start: known?.start ?? ms, end: ms, count: (known?.count ?? 0) + 1 });
  }
  return (
    <svg
      ref={(svg) => {
        if (!svg) return;
        const observer = new ResizeObserver(([entry]) =>
          setWidthPx(Math.max(120, entry?.contentRect.width ?? 600)),
        );
        observer.observe(svg);
        return () => observer.disconnect();
      }}
      className={own.axis}
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      role="img"
      aria-label={`${events.length} events in ${sessions.size} sessions, from ${momentText(first.ms)} to ${momentText(last.ms)}`}
    >
      {[...sessions].map(([session, { start, end, count }]) => (
        <rect
          key={session}
          x={x(start) - 3}
          y={8}
          width={Math.max(6, x(end) - x(start) + 6)}
          height={26}
          rx={3}
          fill={markOf(session)}
          opacity={0.28}
        >
          <title>{`Session ${session}: ${count} events`}</title>
        </rect>
      ))}
      <line x1={edgePx} x2={widthPx - edgePx} y1={42.5} y2={42.5} stroke="var(--line-strong)" />
      {placed(events).map(({ key, item: { ms, event, session, step } }) => (
        <circle
          key={key}
          cx={x(ms)}
          cy={21}
          r={step === null ? 3 : 5}
          fill={step === null ? markOf(session) : "var(--accent)"}
        >
          <title>{`${momentText(ms)} ${event ?? "NULL"}`}</title>
        </circle>
      ))}
      <text className={own.axisText} x={edgePx} y={58}>
        {momentText(first.ms)}
      </text>
      <text className={own.axisText} x={widthPx - edgePx} y={58} textAnchor="end">
        {momentText(last.ms)}
      </text>
    </svg>
  );
}
