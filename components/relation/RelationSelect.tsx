import type { Cell } from "../../lib/notebook/document.ts";
import { relationNames } from "../../lib/store/selectors.ts";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./RelationSelect.module.css";

/**
 * A relation that a cell is about, beside the cell's name. `word` stands before it and `label` says it whole; `none` is
 * what no relation is called, which can be chosen again where that is `optional`.
 */
export function RelationSelect(props: {
  cell: Cell;
  word: string;
  label: string;
  value: string;
  none?: string;
  optional?: boolean;
  onChoose: (name: string) => void;
}) {
  const { cell, word, label, value, none = "choose a relation", optional = false, onChoose } = props;
  const names = useApp(relationNames);
  const others = names.filter((name) => name.toLowerCase() !== value.toLowerCase() && name !== cell.name);
  return (
    <label className={styles.from}>
      <span aria-hidden="true">{word}</span>
      <select
        className={styles.select}
        aria-label={label}
        value={value}
        onChange={({ target }) => onChoose(target.value)}
      >
        {(value === "" || optional) && <option value="">{none}</option>}
        {value !== "" && <option value={value}>{value}</option>}
        {others.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
