import type { ShareChoice, Sharing } from "../../lib/store/sharing/sharing.ts";
import styles from "./ShareDialog.module.css";

/** What is done about secrets that were found, and whether results go along. */
export function ShareChoices(props: {
  sharing: Sharing;
  choice: ShareChoice;
  /** A plain file has no place for results. */
  mayHoldResults: boolean;
  onChange: (choice: ShareChoice) => void;
}) {
  const { sharing, choice, mayHoldResults, onChange } = props;
  const { secrets, hasResults } = sharing;
  return (
    <>
      {secrets.length > 0 && (
        <section className={styles.refused} aria-label="Secrets found">
          <p>This looks secret: {secrets.map(({ kind, where }) => `${kind} in ${where}`).join("; ")}.</p>
          <label className={styles.option}>
            <input
              type="checkbox"
              checked={choice.removesSecrets}
              onChange={() => onChange({ ...choice, removesSecrets: !choice.removesSecrets })}
            />
            Leave it out of what is shared; the notebook here keeps it
          </label>
        </section>
      )}
      <label className={styles.option}>
        <input
          type="checkbox"
          checked={choice.asReport === true}
          onChange={() => onChange({ ...choice, asReport: choice.asReport !== true })}
        />
        <span>
          Open as a report <span className={styles.quiet}>(outputs and inputs on a page, without code)</span>
        </span>
      </label>
      {hasResults && mayHoldResults && (
        <label className={styles.option}>
          <input
            type="checkbox"
            checked={choice.withResults}
            onChange={() => onChange({ ...choice, withResults: !choice.withResults })}
          />
          <span>
            Include results shown now{" "}
            <span className={styles.quiet}>
              (as text, at most 50 rows and 20 columns a cell; shown as “from the link” until the cell runs)
            </span>
          </span>
        </label>
      )}
    </>
  );
}
