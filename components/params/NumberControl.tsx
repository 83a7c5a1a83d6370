import type { KeyboardEvent } from "react";
import { checkValue } from "../../lib/params/checkValue.ts";
import { steppedNumber } from "../../lib/params/steppedNumber.ts";
import { type ControlProps, type Of, sentenceOf } from "./control.ts";
import styles from "./controls.module.css";
import { useDraft } from "./useDraft.ts";

const steps: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** A number, digit for digit as it is entered: no float is in between. Arrows and Page keys step. */
export function NumberControl(props: ControlProps<Of<"number">>) {
  const { id, definition, value, describedBy, set, onProblem } = props;
  const text = typeof value === "string" ? value : "";
  const { draft, setDraft, note } = useDraft<string>(text, () => onProblem(null));

  function enter(written: string): void {
    setDraft(written);
    const checked = checkValue(definition, written.trim());
    onProblem(checked.ok ? null : `${sentenceOf(checked.error)} The value is still ${text || "empty"}.`);
    if (!checked.ok) return;
    note(typeof checked.value === "string" ? checked.value : "");
    set.type(checked.value);
  }

  function step(event: KeyboardEvent): void {
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = steppedNumber(definition, text, by);
    if (next === null) return;
    if (!event.repeat) set.beginGesture();
    setDraft(null);
    onProblem(null);
    set.move(next);
  }

  return (
    <input
      id={id}
      role="spinbutton"
      inputMode="decimal"
      className={styles.field}
      data-number
      aria-describedby={describedBy}
      aria-invalid={describedBy !== undefined}
      aria-valuenow={text === "" ? undefined : Number(text)}
      aria-valuetext={text === "" ? undefined : text}
      aria-valuemin={definition.min === null ? undefined : Number(definition.min)}
      aria-valuemax={definition.max === null ? undefined : Number(definition.max)}
      value={draft ?? text}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => enter(event.target.value)}
      onKeyDown={step}
      onBlur={() => {
        // The value as it is kept; what was not taken stays to be seen.
        if (describedBy === undefined) setDraft(null);
      }}
    />
  );
}
