import { X } from "lucide-react";
import { columnFamily } from "../../lib/clean/columnFamily.ts";
import type { Field } from "../../lib/clean/fields.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import styles from "./StepForm.module.css";

/** Columns that a step works on, chosen from those that reach it; "*" stands for all that it can work on. */
export function ColumnsControl(props: {
  id: string;
  field: Field<unknown>;
  value: readonly string[];
  columns: readonly Column[];
  onSet: (value: unknown) => void;
}) {
  const { id, field, value, columns, onSet } = props;
  const isAll = value.length === 1 && value[0] === "*";
  const isChosen = (name: string) => value.some((one) => one.toLowerCase() === name.toLowerCase());
  const left = columns.filter(({ name }) => !isChosen(name));
  const fit = left.filter(({ type }) => field.of === undefined || columnFamily(type) === field.of);
  const others = left.filter((column) => !fit.includes(column));
  const set = (next: readonly string[]) => onSet(next.length === 0 && field.absent ? undefined : next);
  return (
    <div className={styles.columns}>
      {value.map((name) => (
        <span
          key={name}
          className={styles.chip}
          data-missing={
            (!isAll && !columns.some((one) => one.name.toLowerCase() === name.toLowerCase())) || undefined
          }
        >
          {isAll ? `all columns${field.of ? ` of ${field.of}` : ""}` : name}
          <button
            type="button"
            aria-label={`Leave ${name} out`}
            onClick={() => set(value.filter((one) => one !== name))}
          >
            <X aria-hidden="true" />
          </button>
        </span>
      ))}
      <select
        id={id}
        className={styles.pick}
        value=""
        onChange={({ target }) => {
          if (target.value === "*") onSet("*");
          else if (target.value !== "") set([...(isAll ? [] : value), target.value.slice(1)]);
        }}
      >
        <option value="">{value.length === 0 ? "choose columns" : "add a column"}</option>
        {!isAll && <option value="*">{`all columns${field.of ? ` of ${field.of}` : ""}`}</option>}
        {fit.map(({ name, type }) => (
          <option key={name} value={`=${name}`}>{`${name} · ${type.toLowerCase().slice(0, 24)}`}</option>
        ))}
        {others.length > 0 && (
          <optgroup label="Of other types">
            {others.map(({ name, type }) => (
              <option key={name} value={`=${name}`}>{`${name} · ${type.toLowerCase().slice(0, 24)}`}</option>
            ))}
          </optgroup>
        )}
      </select>
    </div>
  );
}
