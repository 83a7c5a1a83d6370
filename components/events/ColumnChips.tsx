import { X } from "lucide-react";
import type { Path } from "../../lib/events/choiceError.ts";
import { placed } from "../cell-kinds/placed.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./EventsBuilder.module.css";
import type { FormContext } from "./EventsBuilder.tsx";
import { useEventsEdit } from "./useEventsEdit.ts";

/** Several columns, in their order. */
export function ColumnChips(
  props: FormContext & { label: string; none: string; names: readonly string[]; place: Path },
) {
  const { cell, columns, label, none, names, place } = props;
  const set = useEventsEdit(cell);
  const write = (next: readonly string[]) => set(place, next.length === 0 ? null : next);
  const others = columns.filter(({ name }) => !names.includes(name));
  return (
    <div className={styles.fieldWide}>
      <span className={styles.label}>{label}</span>
      <ul className={styles.chips} aria-label={label}>
        {placed(names).map(({ key, item: name }, at) => (
          <li key={key} className={styles.chip}>
            <span className={styles.chipName}>{name}</span>
            <Button
              icon={<X />}
              label={`Remove ${name}`}
              iconOnly
              tone="quiet"
              onClick={() => write(names.filter((_, other) => other !== at))}
            />
          </li>
        ))}
        <li>
          <select
            className={styles.add}
            aria-label={`Add to: ${label}`}
            value=""
            data-default
            onChange={({ target }) => target.value !== "" && write([...names, target.value])}
          >
            <option value="">{names.length === 0 ? none : "add a column"}</option>
            {others.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </li>
      </ul>
    </div>
  );
}
