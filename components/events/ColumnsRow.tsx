import { usedRoles } from "../../lib/events/compileEvents.ts";
import { isTime } from "../../lib/events/sql/eventLog.ts";
import styles from "./EventsBuilder.module.css";
import type { FormContext } from "./EventsBuilder.tsx";
import { useEventsEdit } from "./useEventsEdit.ts";

const labels = { entity: "Who", time: "When", event: "What" } as const;

/** Who, when and what: as the text says, or as guessed, which is said. */
export function ColumnsRow({ cell, columns, choices, guessed }: FormContext) {
  const set = useEventsEdit(cell);
  const roles = usedRoles(choices);
  if (roles.length === 0) return null;
  const isGuess = (role: keyof typeof labels) => choices[role] === undefined && guessed[role] !== null;
  return (
    <div className={styles.form}>
      {roles.map((role) => (
        <label key={role} className={styles.field}>
          <span className={styles.label}>{isGuess(role) ? `${labels[role]}, guessed` : labels[role]}</span>
          <select
            className={styles.control}
            value={choices[role] ?? ""}
            data-default={choices[role] === undefined || undefined}
            onChange={({ target }) => set([role], target.value === "" ? null : target.value)}
          >
            <option value="">{guessed[role]?.name ?? "not found: choose one"}</option>
            {columns
              .filter((column) => role !== "time" || isTime(column))
              .map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
          </select>
        </label>
      ))}
    </div>
  );
}
