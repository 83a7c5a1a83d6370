import { X } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { TracedRow } from "../../lib/trace/matchSql.ts";
import { useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { formatCount } from "../ui/formatCount.ts";
import { Fates } from "./Fates.tsx";
import { Origin } from "./Origin.tsx";
import { Busy, Problem } from "./TraceNotes.tsx";
import styles from "./TracePanel.module.css";
import { TraceContext } from "./traceContext.ts";
import { useAnswer } from "./useAnswer.ts";
import { useTraceEngine } from "./useTraceEngine.ts";

/** Where a row of a relation comes from, back to its sources, and what became of it in the cells that read it. */
export function TracePanel(props: { relation: string; number: number; row: TracedRow; onClose(): void }) {
  const { relation, number, row, onClose } = props;
  const root = useRef<HTMLElement>(null);
  const [way, setWay] = useState<"from" | "to">("from");
  const commands = useCommands();
  const engine = useTraceEngine();
  const tools = useAnswer(useCallback(() => commands.traceTools(), [commands]));
  const found = tools.status === "there" ? tools.value : null;
  const tracing = useMemo(() => found && { engine, tools: found }, [engine, found]);
  const start = useMemo(() => ({ relation, place: null, ...row }), [relation, row]);
  // Whoever asked for it goes on from here.
  useEffect(() => {
    root.current?.focus({ preventScroll: true });
    root.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const title = `Trace of row ${formatCount(number)} of ${relation}`;
  return (
    <section
      ref={root}
      tabIndex={-1}
      aria-label={title}
      className={styles.panel}
      onKeyDown={(event) => {
        // Keys in here are not the notebook's.
        event.stopPropagation();
        if (event.key === "Escape") onClose();
      }}
    >
      <div className={styles.bar}>
        <span className={styles.title}>{title}</span>
        <fieldset className={styles.ways}>
          <legend className="visually-hidden">Direction</legend>
          <button type="button" aria-pressed={way === "from"} onClick={() => setWay("from")}>
            Where it comes from
          </button>
          <button type="button" aria-pressed={way === "to"} onClick={() => setWay("to")}>
            What became of it
          </button>
        </fieldset>
        <span className={styles.close}>
          <Button
            icon={<X />}
            label="Close trace"
            iconOnly
            tone="quiet"
            tipSide="below-end"
            onClick={onClose}
          />
        </span>
      </div>
      <div className={styles.body}>
        {tools.status === "failed" ? (
          <Problem text={`The trace could not be fetched: ${tools.why}`} />
        ) : tracing === null ? (
          <Busy text="Getting ready…" />
        ) : (
          <TraceContext value={tracing}>
            {way === "from" ? <Origin relation={relation} row={row} isFirst /> : <Fates start={start} />}
          </TraceContext>
        )}
      </div>
    </section>
  );
}
