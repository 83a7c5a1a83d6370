import type { Cell } from "../../lib/notebook/document.ts";
import { relationNames } from "../../lib/store/selectors.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import styles from "./FromChoice.module.css";

/** Which relation a cell reads, where an option says that. */
export function FromChoice({ cell, name }: { cell: Cell; name: string }) {
  const commands = useCommands();
  const names = useApp(relationNames);
  const from = cell.options.from ?? "";
  const others = names.filter((other) => other.toLowerCase() !== from.toLowerCase() && other !== cell.name);
  return (
    <label className={styles.from}>
      <span aria-hidden="true">from</span>
      <select
        className={styles.select}
        aria-label={name}
        value={from}
        onChange={(event) => commands.setOption(cell.id, "from", event.target.value)}
      >
        {from === "" ? <option value="">choose a relation</option> : <option value={from}>{from}</option>}
        {others.map((other) => (
          <option key={other} value={other}>
            {other}
          </option>
        ))}
      </select>
    </label>
  );
}
