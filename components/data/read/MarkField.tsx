import { useState } from "react";
import styles from "./Fields.module.css";
import { Field } from "./Fields.tsx";
import { type Mark, markLabel } from "./marks.ts";

const own = "\u0000own";

/** A sign: found out, one of the usual ones, or the user's own. */
export function MarkField(props: {
  label: string;
  /** As options write it; undefined is automatic. */
  value: string | undefined;
  found: string | undefined;
  usual: readonly Mark[];
  onChange: (value: string | undefined) => void;
}) {
  const { label, value, found, usual, onChange } = props;
  const isUsual = value === undefined || usual.some((mark) => mark.value === value);
  const [asksOwn, setAsksOwn] = useState(!isUsual);
  const isOwn = asksOwn || !isUsual;
  return (
    <Field label={label}>
      {(ids) => (
        <div className={isOwn ? styles.pair : undefined}>
          <select
            {...ids}
            className={styles.control}
            value={isOwn ? own : (value ?? "")}
            onChange={({ target }) => {
              setAsksOwn(target.value === own);
              if (target.value !== own) onChange(target.value || undefined);
            }}
          >
            <option value="">{markLabel(found, usual)}</option>
            {usual.map((mark) => (
              <option key={mark.value} value={mark.value}>
                {mark.label}
              </option>
            ))}
            <option value={own}>Own…</option>
          </select>
          {isOwn && (
            <input
              className={styles.control}
              data-mono
              aria-label={`Own ${label.toLowerCase()}`}
              maxLength={16}
              value={value ?? ""}
              onChange={({ target }) => onChange(target.value || undefined)}
            />
          )}
        </div>
      )}
    </Field>
  );
}
