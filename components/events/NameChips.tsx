import { X } from "lucide-react";
import { placed } from "../cell-kinds/placed.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./EventsBuilder.module.css";

/** Several names, in their order; `offered` are those that can be put to them, and `none` says what holds without any. */
export function NameChips(props: {
  label: string;
  none: string;
  names: readonly string[];
  offered: readonly string[];
  onWrite: (names: readonly string[]) => void;
}) {
  const { label, none, names, offered, onWrite } = props;
  const others = offered.filter((name) => !names.includes(name));
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
              onClick={() => onWrite(names.filter((_, other) => other !== at))}
            />
          </li>
        ))}
        <li>
          <select
            className={styles.add}
            aria-label={`Add to: ${label}`}
            value=""
            data-default
            onChange={({ target }) => target.value !== "" && onWrite([...names, target.value])}
          >
            <option value="">{names.length === 0 ? none : "add a column"}</option>
            {others.map((name) => (
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
