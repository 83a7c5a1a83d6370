import type { EngineError } from "../../lib/engine/protocol.ts";
import styles from "./ShareDialog.module.css";

/** Why there is no link, and what to try. */
export function Refused({ error }: { error: EngineError }) {
  return (
    <div className={styles.refused} role="alert">
      <p>{error.message}</p>
      {error.hint && <p className={styles.quiet}>{error.hint}</p>}
    </div>
  );
}
