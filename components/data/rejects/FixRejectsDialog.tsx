import { useRef } from "react";
import { Dialog } from "../../ui/Dialog.tsx";
import styles from "./FixRejectsDialog.module.css";
import { RejectsEditor } from "./RejectsEditor.tsx";
import { useRejects } from "./useRejects.ts";

/** The rejected rows of a source, to be corrected or left out, and loaded again. */
export function FixRejectsDialog({ relation, onClose }: { relation: string; onClose: () => void }) {
  const { state, again } = useRejects(relation);
  const body = useRef<HTMLDivElement>(null);
  return (
    <Dialog title={`Rejected rows of ${relation}`} wide firstFocus={body} onClose={onClose}>
      <div className={styles.body} ref={body} tabIndex={-1}>
        {state.status === "loading" && <p className={styles.quiet}>Looking at the rows…</p>}
        {state.status === "failed" && (
          <p className={styles.problem} role="alert">
            {state.message}
          </p>
        )}
        {state.status === "here" &&
          (state.rejects.unfixable === null ? (
            <RejectsEditor relation={relation} rejects={state.rejects} onLoaded={again} onClose={onClose} />
          ) : (
            <p className={styles.problem}>{state.rejects.unfixable}</p>
          ))}
      </div>
    </Dialog>
  );
}
