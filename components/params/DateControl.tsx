import { useEffect, useRef } from "react";
import { checkValue } from "../../lib/params/checkValue.ts";
import { type ControlProps, type Of, sentenceOf } from "./control.ts";
import styles from "./controls.module.css";

/** One day. */
export function DateControl(props: ControlProps<Of<"date">>) {
  const { id, definition, value, describedBy, set, onProblem } = props;
  return (
    <DayField
      id={id}
      describedBy={describedBy}
      bounds={definition}
      value={typeof value === "string" ? value : ""}
      onChange={(day) => {
        const checked = checkValue(definition, day);
        onProblem(checked.ok ? null : sentenceOf(checked.error));
        if (checked.ok) set.type(checked.value);
      }}
    />
  );
}

/** The browser's field for a day; half a day is kept in it and not told. */
export function DayField(props: {
  id: string;
  label?: string;
  describedBy: string | undefined;
  bounds: { min: string | null; max: string | null };
  value: string;
  onChange: (day: string) => void;
}) {
  const { id, label, describedBy, bounds, value, onChange } = props;
  const field = useRef<HTMLInputElement>(null);
  const told = useRef(value);
  useEffect(() => {
    // Only what came from elsewhere: the field would lose what is being entered.
    if (field.current && told.current !== value) field.current.value = value;
    told.current = value;
  }, [value]);
  function tell(day: string): void {
    told.current = day;
    onChange(day);
  }
  return (
    <input
      ref={field}
      id={id}
      type="date"
      className={styles.field}
      data-day
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={describedBy !== undefined}
      min={bounds.min ?? undefined}
      max={bounds.max ?? "9999-12-31"}
      defaultValue={value}
      onChange={({ target }) => {
        // Of a year that is being typed only the last digit makes it one.
        if (!target.validity.badInput && !isEarly(target.value)) tell(target.value);
      }}
      onBlur={({ target }) => {
        if (!target.validity.badInput && told.current !== target.value) tell(target.value);
      }}
    />
  );
}

function isEarly(day: string): boolean {
  return day !== "" && day < "1000";
}
