import { useEffect, useRef, useState } from "react";
import styles from "./EditableText.module.css";

/**
 * A text that is edited where it stands. `onCommit` is called when the edit is finished and answers an error sentence
 * where the text cannot be used; Escape brings the old text back.
 */
export function EditableText({
  label,
  value,
  mono = false,
  placeholder = "",
  onCommit,
}: {
  label: string;
  value: string;
  /** Shown where there is no text. */
  placeholder?: string;
  mono?: boolean;
  onCommit: (text: string) => string | null;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const isGivenUp = useRef(false);
  const text = draft ?? value;

  useEffect(() => {
    if (problem !== null) input.current?.focus();
  }, [problem]);

  function finish(): boolean {
    const wanted = text.trim();
    if (draft === null || wanted === value) {
      cancel();
      return true;
    }
    const refusal = onCommit(wanted);
    setProblem(refusal);
    if (refusal === null) setDraft(null);
    return refusal === null;
  }

  function cancel(): void {
    setDraft(null);
    setProblem(null);
  }

  return (
    <span className={styles.field} data-mono={mono || undefined}>
      {/* Gives the field the width of its text. */}
      <span className={styles.measure} aria-hidden="true">
        {text || placeholder || " "}
      </span>
      <input
        ref={input}
        className={styles.input}
        aria-label={label}
        aria-invalid={problem !== null}
        value={text}
        placeholder={placeholder}
        size={1}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setDraft(event.target.value);
          setProblem(null);
        }}
        onFocus={() => {
          isGivenUp.current = false;
        }}
        onBlur={() => {
          if (isGivenUp.current || !finish()) cancel();
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter" && finish()) leave(event.currentTarget);
          if (event.key === "Escape") {
            // Leaving blurs the field at once, before the next render has brought the old text back.
            isGivenUp.current = true;
            cancel();
            leave(event.currentTarget);
          }
        }}
      />
      {problem !== null && (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}

/** The keyboard goes to what the text belongs to, or back to the selected cell; never to nowhere. */
function leave(input: HTMLInputElement): void {
  const owner = input.parentElement?.closest<HTMLElement>("[tabindex]");
  const next = owner ?? document.querySelector<HTMLElement>('[data-cell-id][tabindex="0"]');
  if (next) next.focus({ preventScroll: true });
  else input.blur();
}
