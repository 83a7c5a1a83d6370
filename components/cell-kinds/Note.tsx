import type { ReactNode } from "react";
import styles from "./Note.module.css";

/** A line about a result: quiet, or amber where it needs a look. */
export function Note({ tone = "quiet", children }: { tone?: "quiet" | "warn"; children: ReactNode }) {
  return (
    <p className={styles.note} data-tone={tone}>
      {children}
    </p>
  );
}
