import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { arrowColumns } from "../../lib/chart/arrowColumns.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { placed } from "../cell-kinds/placed.ts";
import { useRows } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./EventsForm.module.css";

const mostEvents = 200;

/** The steps of a funnel in their order, chosen among the events that there are, the most frequent first. */
export function FunnelSteps(props: {
  relation: string;
  event: Column;
  steps: readonly string[];
  onSteps: (steps: readonly string[]) => void;
}) {
  const { relation, event, steps, onSteps } = props;
  const events = useEvents(relation, event.name);
  return (
    <div className={styles.line}>
      <span className={styles.quiet}>Steps</span>
      <ol className={styles.steps}>
        {placed(steps).map(({ key, item: step }, at) => (
          <li key={key} className={styles.step}>
            <span className={styles.name}>{`${at + 1}. ${step}`}</span>
            <Button
              icon={<X />}
              label={`Remove step ${at + 1}, ${step}`}
              iconOnly
              tone="quiet"
              onClick={() => onSteps(steps.filter((_, other) => other !== at))}
            />
          </li>
        ))}
        <li>
          <select
            className={styles.select}
            aria-label="Add a step"
            value=""
            onChange={({ target }) => target.value !== "" && onSteps([...steps, target.value.slice(1)])}
          >
            <option value="">{events === null ? "looking up the events…" : "add a step"}</option>
            {events?.map(({ name, count }) => (
              <option key={name} value={`=${name}`}>
                {`${name === "" ? "(empty)" : name} · ${count.toLocaleString("en-US")}`}
              </option>
            ))}
          </select>
        </li>
      </ol>
    </div>
  );
}

/** The events by how often they are; null until they were looked up. */
function useEvents(relation: string, event: string): { name: string; count: number }[] | null {
  const rows = useRows();
  const [known, setKnown] = useState<{ of: string; events: { name: string; count: number }[] } | null>(null);
  const of = `${relation}\n${event}`;
  useEffect(() => {
    let isGone = false;
    const column = quoteIdentifier(event);
    const sql = `SELECT ${column}::VARCHAR AS name, count(*)::DOUBLE AS n FROM ${quoteIdentifier(relation)}
WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY n DESC, name LIMIT ${mostEvents}`;
    void rows.select(sql, mostEvents).then((answer) => {
      if (isGone) return;
      const [names, counts] = answer.ok ? arrowColumns(answer.value.ipc) : [];
      const events = (names?.values ?? []).map((name, row) => ({
        name: String(name),
        count: Number(counts?.values[row]),
      }));
      setKnown({ of, events });
    });
    return () => {
      isGone = true;
    };
  }, [relation, event, rows, of]);
  return known?.of === of ? known.events : null;
}
