import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import styles from "./EventsBuilder.module.css";
import type { FormContext } from "./EventsBuilder.tsx";
import own from "./Timeline.module.css";
import { TimelineAxis } from "./TimelineAxis.tsx";
import { TimelineList } from "./TimelineList.tsx";
import { useEntities, useTimeline } from "./useTimeline.ts";

/** The events of one entity as the rule sees them, to check that it does what was meant. */
export function Timeline(context: FormContext) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={own.timeline}>
      <button type="button" className={own.opener} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <ChevronRight aria-hidden="true" size={16} />
        Timeline of one entity
      </button>
      {isOpen && <Open {...context} />}
    </div>
  );
}

function Open(context: FormContext) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const entities = useEntities(context, typed);
  const entity = chosen ?? entities?.[0]?.name ?? null;
  const timeline = useTimeline(context, entity);
  if (entities !== null && entities.length === 0 && typed === "")
    return <p className={styles.note}>No entity was found: choose who did it, above.</p>;
  return (
    <section className={own.open} aria-label="Timeline of one entity">
      <div className={styles.line}>
        <label htmlFor={id} className={styles.label}>
          Entity
        </label>
        <input
          id={id}
          className={styles.add}
          list={`${id}-entities`}
          value={typed}
          placeholder={entity ?? "looking for entities…"}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => {
            setTyped(target.value);
            // What is chosen from the list, or typed in full, is an entity.
            if (entities?.some(({ name }) => name === target.value)) setChosen(target.value);
          }}
        />
        <datalist id={`${id}-entities`}>
          {entities?.map(({ name, count }) => (
            <option key={name} value={name}>{`${count.toLocaleString("en-US")} events`}</option>
          ))}
        </datalist>
        {entity !== null && timeline?.ok && (
          <span className={styles.quiet}>{toldOf(entity, timeline.events)}</span>
        )}
      </div>
      {timeline && !timeline.ok && <p className={styles.problem}>{timeline.message}</p>}
      {timeline?.ok && (
        <>
          <TimelineAxis events={timeline.events} />
          <TimelineList events={timeline.events} />
        </>
      )}
    </section>
  );
}

function toldOf(entity: string, events: readonly { session: number }[]): string {
  const sessions = new Set(events.map(({ session }) => session)).size;
  return `${entity}: ${events.length.toLocaleString("en-US")} ${events.length === 1 ? "event" : "events"} in ${sessions} ${sessions === 1 ? "session" : "sessions"}`;
}
