import type { ControlProps, Of } from "./control.ts";
import styles from "./controls.module.css";

/** A line of text. */
export function TextControl({ id, definition, value, describedBy, set }: ControlProps<Of<"text">>) {
  return (
    <input
      id={id}
      className={styles.field}
      aria-describedby={describedBy}
      value={typeof value === "string" ? value : ""}
      placeholder={definition.placeholder}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => set.type(event.target.value)}
    />
  );
}
