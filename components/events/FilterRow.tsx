import styles from "./EventsBuilder.module.css";
import type { FormContext } from "./EventsBuilder.tsx";
import { TextField } from "./TextField.tsx";
import { useEventsEdit } from "./useEventsEdit.ts";

const zones = Intl.supportedValuesOf("timeZone");

/** Which rows are looked at, and by whose clock. */
export function FilterRow({ cell, choices }: FormContext) {
  const set = useEventsEdit(cell);
  return (
    <div className={styles.form}>
      <TextField
        label="Only rows where"
        value={choices.where ?? ""}
        placeholder="a condition in SQL"
        isCode
        onSet={(value) => set(["where"], value === "" ? null : value)}
      />
      <TextField
        label="Days by the clock of"
        value={choices.zone ?? ""}
        placeholder="UTC"
        offered={zones}
        problemOf={(value) => (value === "" || isZone(value) ? null : "There is no such time zone.")}
        onSet={(value) => set(["zone"], value === "" ? null : value)}
      />
    </div>
  );
}

function isZone(name: string): boolean {
  return name.toUpperCase() === "UTC" || zones.some((zone) => zone.toLowerCase() === name.toLowerCase());
}
