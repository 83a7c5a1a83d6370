import { useId, useState } from "react";
import styles from "./EventsBuilder.module.css";

/** A text that counts once it is left or Enter is pressed; what cannot be meant says so and is not written. */
export function TextField(props: {
  label: string;
  value: string;
  placeholder: string;
  isCode?: boolean;
  isWide?: boolean;
  offered?: readonly string[];
  problemOf?: (value: string) => string | null;
  onSet: (value: string) => void;
}) {
  const { label, value, placeholder, isCode, isWide, offered, problemOf, onSet } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const problem = draft === null ? null : (problemOf?.(draft.trim()) ?? null);
  const commit = () => {
    if (draft === null || problem !== null) return;
    if (draft.trim() !== value) onSet(draft.trim());
    setDraft(null);
  };
  return (
    <div className={isWide ? styles.fieldWide : styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <input
        id={id}
        className={styles.control}
        data-mono={isCode || undefined}
        list={offered ? `${id}-offered` : undefined}
        value={draft ?? value}
        placeholder={placeholder}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") commit();
          else if (event.key === "Escape" && draft !== null) {
            event.stopPropagation();
            setDraft(null);
          }
        }}
      />
      {offered && (
        <datalist id={`${id}-offered`}>
          {offered.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      {problem && (
        <span id={`${id}-problem`} className={styles.problem}>
          {problem}
        </span>
      )}
    </div>
  );
}
