import type { Cell } from "../../lib/notebook/document.ts";
import { relationNames } from "../../lib/store/selectors.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import styles from "./FromSelect.module.css";

/** The relation that a cell is about, beside its name; `name` says what it is to the cell. */
export function FromSelect({ cell, name: label }: { cell: Cell; name: string }) {
  const commands = useCommands();
  const names = useApp(relationNames);
  const from = cell.options.from ?? "";
  const others = names.filter((name) => name.toLowerCase() !== from.toLowerCase() && name !== cell.name);
  return (
    <label className={styles.from}>
      <span aria-hidden="true">from</span>
      <select
        className={styles.select}
        aria-label={label}
        value={from}
        onChange={(event) => commands.setOption(cell.id, "from", event.target.value)}
      >
        {from === "" ? <option value="">choose a relation</option> : <option value={from}>{from}</option>}
        {others.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
