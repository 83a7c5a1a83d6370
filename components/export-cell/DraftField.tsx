import { useState } from "react";
import { TextField } from "../export/ChoiceFields.tsx";

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
  const [draft, setDraft] = useState<string | null>(null);
  const problem = draft === null ? null : problemOf(draft.trim());
  const take = () => {
    if (draft === null || problem !== null) return;
    if (draft.trim() !== value) onWrite(draft.trim());
    setDraft(null);
  };
  return (
    <TextField
      label={label}
      value={draft ?? value}
      disabled={false}
      problem={problem}
      {...(placeholder === undefined ? {} : { placeholder })}
      onChange={setDraft}
      onDone={take}
    />
  );
}
