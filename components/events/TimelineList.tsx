import { type CSSProperties, Fragment } from "react";
import { placed } from "../cell-kinds/placed.ts";
import { markOf } from "./sessionMark.ts";
import own from "./Timeline.module.css";
import { momentText, pauseText } from "./timelineText.ts";
import type { TimelineEvent } from "./useTimeline.ts";

/** Events one below the other, with the pause before each, under their sessions. */
export function TimelineList({ events }: { events: readonly TimelineEvent[] }) {
  return (
    <ol className={own.list} aria-label="Events">
      {placed(events).map(({ key, item: { ms, event, session, step } }, at) => {
        const before = events[at - 1];
        const pause = before ? pauseText(ms - before.ms) : "";
        return (
          <Fragment key={key}>
            {before?.session !== session && (
              <li className={own.session}>{`Session ${session}${before ? ` · ${pause} later` : ""}`}</li>
            )}
            <li className={own.event} style={{ "--mark": markOf(session) } as CSSProperties}>
              <span className={own.when}>{momentText(ms)}</span>
              <span className={own.what}>
                {step !== null && <span className={own.step}>{step}</span>}
                {event ?? "NULL"}
              </span>
              <span className={own.later}>{before?.session === session ? `+${pause}` : ""}</span>
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}
