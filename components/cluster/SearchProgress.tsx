import { RotateCw, Square } from "lucide-react";
import { Button } from "../ui/Button.tsx";
import styles from "./ClusterDialog.module.css";
import type { SearchState } from "./useRepairSearch.ts";

/** How far a search is, with a way to stop it; or why there is nothing, with a way to try again. */
export function SearchProgress(props: { state: SearchState; what: string; onStop(): void; onAgain(): void }) {
  const { state, what, onStop, onAgain } = props;
  if (state.status === "done") return null;
  if (state.status === "busy")
    return (
      <div className={styles.progress} role="status">
        <progress value={state.fraction} max={1} aria-label={`Looking for ${what}`} />
        <span className={styles.about}>
          Looking for {what}
          {state.about !== "" && `: ${state.about}`}
        </span>
        <Button icon={<Square />} label="Stop" onClick={onStop} />
      </div>
    );
  return (
    <div className={styles.progress} role="alert">
      <p className={state.status === "failed" ? styles.problem : styles.about}>
        {state.status === "failed" ? `The search for ${what} failed: ${state.message}` : "Stopped."}
      </p>
      <Button icon={<RotateCw />} label="Search again" onClick={onAgain} />
    </div>
  );
}
