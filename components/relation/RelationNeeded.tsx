import { useId } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { relationNames } from "../../lib/store/selectors.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./RelationNeeded.module.css";

/** Stands in place of a cell's form while nothing is known of the relation that its option `from` names, or names none. */
export function RelationNeeded(props: {
  cell: Cell;
  /** What the cell does with a relation: "Clean the relation". */
  label: string;
  /** Said where there is no relation at all, with what makes one: "A recipe cleans a relation". */
  purpose: string;
}) {
  const { cell, label, purpose } = props;
  const from = cell.options.from ?? "";
  return from === "" ? (
    <Choose cell={cell} label={label} purpose={purpose} />
  ) : (
    <Absent cell={cell} from={from} />
  );
}

function Choose({ cell, label, purpose }: { cell: Cell; label: string; purpose: string }) {
  const commands = useCommands();
  const id = useId();
  const names = useApp(relationNames).filter((name) => name !== cell.name);
  if (names.length === 0)
    return <p className={styles.note}>{purpose}: add data, or a cell that makes one, first.</p>;
  return (
    <div className={styles.needed}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={styles.select}
        value=""
        onChange={({ target }) => commands.setOption(cell.id, "from", target.value)}
      >
        <option value="">choose a relation</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Absent({ cell, from }: { cell: Cell; from: string }) {
  const commands = useCommands();
  const maker = useApp((state) =>
    state.document.cells.find(({ name }) => name !== "" && name.toLowerCase() === from.toLowerCase()),
  );
  return (
    <div className={styles.needed}>
      <p className={styles.note}>
        {maker
          ? `The columns of ${from} are known once it has run.`
          : `There is no ${from} yet: choose another relation above, or add the data.`}
      </p>
      {maker && maker.id !== cell.id && (
        <Button label={`Run ${from}`} onClick={() => void commands.run(maker.id)} />
      )}
    </div>
  );
}
