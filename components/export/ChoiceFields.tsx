import { type ReactNode, useId } from "react";
import styles from "./ExportDialog.module.css";

/** A select with its label. */
export function SelectField({
  label,
  value,
  options,
  disabled,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  disabled: boolean;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={styles.control}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([own, text]) => (
          <option key={own} value={own}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A text with its label, and what is wrong with it. */
export function TextField({
  label,
  value,
  disabled,
  onChange,
  problem = null,
  placeholder,
  isNumber = false,
  onDone,
}: {
  label: string;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
  problem?: string | null;
  placeholder?: string;
  isNumber?: boolean;
  /** Its writer left it, or pressed Enter. */
  onDone?: () => void;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={styles.control}
        value={value}
        disabled={disabled}
        placeholder={placeholder}
        inputMode={isNumber ? "numeric" : undefined}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onDone}
        onKeyDown={(event) => {
          if (event.key === "Enter") onDone?.();
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

export function CheckField({
  checked,
  disabled,
  onChange,
  children,
  hint,
}: {
  checked: boolean;
  disabled: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  hint?: string;
}) {
  return (
    <div className={styles.field}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {children}
      </label>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </div>
  );
}
