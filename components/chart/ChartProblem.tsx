import type { EngineError } from "../../lib/engine/protocol.ts";
import styles from "./ChartProblem.module.css";

/** Why there is no chart, and what to try. */
export function ChartProblem({ error }: { error: EngineError }) {
  return (
    <div role="alert" className={styles.problem}>
      <p className={styles.message}>{error.message}</p>
      {error.hint ? <p className={styles.hint}>{error.hint}</p> : null}
    </div>
  );
}
