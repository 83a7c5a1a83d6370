import { useId } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { relationNames } from "../../lib/store/selectors.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./CleanBuilder.module.css";

/** Asks which relation a recipe is for. */
export function ChooseRelation({ cell }: { cell: Cell }) {
  const commands = useCommands();
  const id = useId();
  const names = useApp(relationNames).filter((name) => name !== cell.name);
  if (names.length === 0)
    return (
      <p className={styles.note}>A recipe cleans a relation: add data, or a cell that makes one, first.</p>
    );
  return (
    <div className={styles.choose}>
      <label htmlFor={id}>Clean the relation</label>
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

/** Says why nothing is known of the relation that a recipe is for, and how to change that. */
export function RelationAbsent({ cell, from }: { cell: Cell; from: string }) {
  const commands = useCommands();
  const maker = useApp((state) =>
    state.document.cells.find(({ name }) => name !== "" && name.toLowerCase() === from.toLowerCase()),
  );
  return (
    <div className={styles.choose}>
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
