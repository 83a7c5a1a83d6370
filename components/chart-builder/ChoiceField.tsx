import type { ShelfChoice } from "../../lib/chartBuilder/shelfChoices.ts";
import styles from "./ShelfRow.module.css";

/** One choice of a shelf as a list; where no label stands before it (`isAlone`) what is not chosen says what it is. */
export function ChoiceField(props: {
  choice: ShelfChoice;
  name: string;
  isAlone?: boolean;
  onChoose: (value: string) => void;
}) {
  const { choice, name, isAlone = false, onChoose } = props;
  return (
    <select
      className={styles.select}
      aria-label={name}
      value={choice.value}
      data-default={choice.value === "" || undefined}
      onChange={({ target }) => onChoose(target.value)}
    >
      {choice.options.map(({ value, label }) => (
        <option key={value} value={value}>
          {value === "" && isAlone ? ownWay(label, choice.label) : label}
        </option>
      ))}
    </select>
  );
}

function ownWay(own: string, what: string): string {
  return `${own === "default" ? "default" : "no"} ${what.toLowerCase()}`;
}
