import { TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { focusBeside } from "./focusBeside.ts";
import styles from "./ViewBar.module.css";

/** A filter or an order in words, with what a press on it does, and a cross that takes it away. */
export function ViewChip(props: {
  icon: ReactNode;
  text: string;
  /** Why it has no effect, where it has none. */
  reason: string | undefined;
  does: string;
  /** Nothing where there is nothing to do but take it away. */
  onEdit?: ((anchor: HTMLElement) => void) | undefined;
  onRemove(): void;
}) {
  const { icon, text, reason, does, onEdit, onRemove } = props;
  return (
    <li className={styles.chip} data-broken={reason !== undefined || undefined}>
      <button
        type="button"
        className={styles.edit}
        aria-label={`${does}: ${text}${reason ? `. It has no effect: ${reason}` : ""}`}
        title={reason ?? text}
        disabled={!onEdit || reason?.startsWith("There is no column")}
        onClick={(event) => onEdit?.(event.currentTarget)}
      >
        <span aria-hidden="true" className={styles.icon}>
          {reason === undefined ? icon : <TriangleAlert />}
        </span>
        <span className={styles.text}>{text}</span>
        {reason && <span className={styles.reason}>{reason}</span>}
      </button>
      <button
        type="button"
        className={styles.remove}
        aria-label={`Remove: ${text}`}
        onClick={(event) => {
          focusBeside(event.currentTarget);
          onRemove();
        }}
      >
        <X aria-hidden="true" />
      </button>
    </li>
  );
}
