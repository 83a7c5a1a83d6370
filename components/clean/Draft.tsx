import { useEffect, useRef, useState } from "react";
import styles from "./StepForm.module.css";

/** What was typed is written into the recipe after that pause, so that its effect is seen while one thinks. */
const pauseMs = 500;

/** A text that is being written: its own until there is a pause, Enter is pressed or the field is left. */
export function Draft(props: {
  id?: string;
  label?: string;
  value: string;
  rows?: number;
  isCode?: boolean;
  hint?: string;
  onDone: (text: string) => void;
}) {
  const { id, label, value, rows = 1, isCode = false, hint, onDone } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (typed === null || typed === value) return;
    const timer = setTimeout(() => done.current(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, value]);
  const finish = () => {
    if (typed !== null && typed !== value) done.current(typed);
    setTyped(null);
  };
  const shared = {
    id,
    "aria-label": label,
    className: styles.control,
    "data-mono": isCode || undefined,
    spellCheck: false,
    autoComplete: "off",
    placeholder: hint,
    value: typed ?? value,
    onBlur: finish,
  };
  if (rows > 1) return <textarea {...shared} rows={rows} onChange={({ target }) => setTyped(target.value)} />;
  return (
    <input
      {...shared}
      type="text"
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.metaKey && !event.ctrlKey && !event.shiftKey) finish();
      }}
    />
  );
}
