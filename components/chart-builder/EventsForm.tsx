import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { columnRole } from "../../lib/chartBuilder/columnRole.ts";
import { type EventColumns, guessEvents } from "../../lib/chartBuilder/eventColumns.ts";
import { funnelChart, funnelSql } from "../../lib/chartBuilder/funnelSql.ts";
import { type Period, periods, retentionChart, retentionSql } from "../../lib/chartBuilder/retentionSql.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./EventsForm.module.css";
import { FunnelSteps } from "./FunnelSteps.tsx";
import { insertCharts } from "./insertCharts.ts";

/** Funnel and retention, offered where the relation says who did what and when. Each is a query and a chart over it. */
export function EventsForm(props: { cell: Cell; relation: string; columns: readonly Column[] }) {
  const { cell, relation, columns } = props;
  const guess = guessEvents(columns);
  const [isOpen, setIsOpen] = useState(false);
  if (!guess) return null;
  return (
    <div className={styles.events}>
      <button
        type="button"
        className={styles.opener}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <ChevronRight aria-hidden="true" size={16} />
        Funnel and retention
      </button>
      {isOpen && <Form cell={cell} relation={relation} columns={columns} guess={guess} />}
    </div>
  );
}

function Form(props: { cell: Cell; relation: string; columns: readonly Column[]; guess: EventColumns }) {
  const { cell, relation, columns, guess } = props;
  const store = useAppStore();
  const commands = useCommands();
  const [chosen, setChosen] = useState(guess);
  const [steps, setSteps] = useState<readonly string[]>([]);
  const [period, setPeriod] = useState<Period>("week");
  const insert = (suffix: string, spec: unknown, sql: string) =>
    insertCharts({ store, commands }, cell.id, relation, { suffix, spec, sql });
  const of = (key: keyof EventColumns) =>
    columns.filter((column) =>
      key === "time" ? columnRole(column) === "time" : columnRole(column) !== "other",
    );
  return (
    <div className={styles.form}>
      <div className={styles.line}>
        {(["user", "event", "time"] as const).map((key) => (
          <label key={key} className={styles.field}>
            <span>{labels[key]}</span>
            <select
              className={styles.select}
              value={chosen[key].name}
              onChange={({ target }) => {
                const column = columns.find(({ name }) => name === target.value);
                if (!column) return;
                setChosen({ ...chosen, [key]: column });
                if (key === "event") setSteps([]);
              }}
            >
              {of(key).map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <FunnelSteps relation={relation} event={chosen.event} steps={steps} onSteps={setSteps} />
      <div className={styles.line}>
        <Button
          label="Insert the funnel"
          disabled={steps.length < 2}
          onClick={() => insert("funnel", funnelChart, funnelSql(relation, chosen, steps))}
        />
        {steps.length < 2 && <span className={styles.quiet}>Choose two steps or more.</span>}
      </div>
      <div className={styles.line}>
        <label className={styles.field}>
          <span>Cohorts by</span>
          <select
            className={styles.select}
            value={period}
            onChange={({ target }) => setPeriod(periods.find((one) => one === target.value) ?? "week")}
          >
            {periods.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <Button
          label="Insert the retention"
          onClick={() => insert("retention", retentionChart(period), retentionSql(relation, chosen, period))}
        />
      </div>
    </div>
  );
}

const labels: Readonly<Record<keyof EventColumns, string>> = { user: "Who", event: "Did what", time: "When" };
