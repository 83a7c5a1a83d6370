import { type ReactNode, useId } from "react";
import styles from "./Fields.module.css";

/** A label over what it names; `hint` says what may be written. */
export function Field({
  label,
  hint,
  wide = false,
  children,
}: {
  label: string;
  hint?: string | undefined;
  wide?: boolean;
  children: (ids: { id: string; "aria-describedby": string | undefined }) => ReactNode;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={styles.field} data-wide={wide || undefined}>
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": hint ? hintId : undefined })}
      {hint && (
        <p id={hintId} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A choice; "" is automatic. */
export function SelectField(props: {
  label: string;
  value: string;
  hint?: string;
  wide?: boolean;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  const { label, value, hint, wide, onChange, children } = props;
  return (
    <Field label={label} hint={hint} wide={wide ?? false}>
      {(ids) => (
        <select
          {...ids}
          className={styles.control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {children}
        </select>
      )}
    </Field>
  );
}

/** A line of text; "" is automatic. */
export function TextField(props: {
  label: string;
  value: string;
  placeholder?: string;
  hint?: string;
  wide?: boolean;
  mono?: boolean;
  onChange: (value: string) => void;
}) {
  const { label, value, placeholder, hint, wide, mono, onChange } = props;
  return (
    <Field label={label} hint={hint} wide={wide ?? false}>
      {(ids) => (
        <input
          {...ids}
          className={styles.control}
          data-mono={mono || undefined}
          value={value}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A whole number from 0; undefined is automatic. */
export function CountField(props: {
  label: string;
  value: number | undefined;
  placeholder?: string;
  hint?: string;
  onChange: (value: number | undefined) => void;
}) {
  const { label, value, placeholder, hint, onChange } = props;
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <input
          {...ids}
          type="number"
          min={0}
          max={1_000_000}
          step={1}
          className={styles.control}
          value={value ?? ""}
          placeholder={placeholder}
          onChange={({ target }) => {
            const number = Number(target.value);
            onChange(target.value === "" || !Number.isInteger(number) || number < 0 ? undefined : number);
          }}
        />
      )}
    </Field>
  );
}

export function CheckField(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  const { label, checked, onChange } = props;
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

/** A group of fields under a small heading. */
export function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
