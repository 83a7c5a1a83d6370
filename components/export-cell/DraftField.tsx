import { useId, useState } from "react";
import styles from "./ExportBuilder.module.css";

/** A line of text that is taken over when its writer leaves it or presses Enter, and stays as it was where it cannot be. */
export function DraftField(props: {
  label: string;
  value: string;
  placeholder?: string;
  /** What is wrong with a text; null where it can be taken over. */
  problemOf(text: string): string | null;
  onWrite(text: string): void;
}) {
  const { label, value, placeholder, problemOf, onWrite } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const problem = draft === null ? null : problemOf(draft.trim());
  const take = () => {
    if (draft === null) return;
    if (problem === null && draft.trim() !== value) onWrite(draft.trim());
    if (problem === null) setDraft(null);
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={styles.control}
        value={draft ?? value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Enter") take();
        }}
      />
      {problem !== null && (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
