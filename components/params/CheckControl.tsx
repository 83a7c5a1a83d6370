import type { ControlProps, Of } from "./control.ts";
import styles from "./controls.module.css";

/** Yes or no. */
export function CheckControl({ id, value, describedBy, set }: ControlProps<Of<"checkbox">>) {
  return (
    <input
      id={id}
      type="checkbox"
      className={styles.check}
      aria-describedby={describedBy}
      checked={value === true}
      onChange={(event) => set.choose(event.target.checked)}
    />
  );
}
