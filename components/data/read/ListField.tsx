import { useId, useState } from "react";
import styles from "./Fields.module.css";
import { Field } from "./Fields.tsx";
import type { Mark } from "./marks.ts";

/** Several texts in one line, with a sign between; none is automatic. */
export function ListField(props: {
  label: string;
  sign: "," | ";";
  value: readonly string[];
  placeholder: string;
  hint: string;
  suggestions?: readonly Mark[];
  onChange: (items: string[] | undefined) => void;
}) {
  const { label, sign, value, placeholder, hint, suggestions, onChange } = props;
  const listId = useId();
  const [draft, setDraft] = useState(() => value.join(`${sign} `));
  return (
    <Field label={label} hint={hint} wide>
      {(ids) => (
        <>
          <input
            {...ids}
            className={styles.control}
            data-mono
            list={suggestions && listId}
            spellCheck={false}
            autoComplete="off"
            value={draft}
            placeholder={placeholder}
            onChange={({ target }) => {
              setDraft(target.value);
              const items = target.value.split(sign).map((item) => item.trim());
              const filled = items.filter((item) => item !== "");
              onChange(filled.length > 0 ? filled : undefined);
            }}
          />
          {suggestions && (
            <datalist id={listId}>
              {suggestions.map((suggestion) => (
                <option key={suggestion.value} value={suggestion.value}>
                  {suggestion.label}
                </option>
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}
