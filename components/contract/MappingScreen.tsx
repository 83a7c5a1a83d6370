import { ArrowLeft } from "lucide-react";
import { useId, useState } from "react";
import type { Contract } from "../../lib/contract/contract.ts";
import type { Resolved, ResolvedColumns } from "../../lib/contract/resolveColumns.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./MappingScreen.module.css";
import type { ContractEdit } from "./useContractEdit.ts";
import { type Guesses, useGuesses } from "./useGuesses.ts";

/** What a pinned column is to be read from: a column's name, null for none, undefined where nobody has said. */
type Choice = string | null | undefined;

/** Pinned columns on the left, on the right what each is read from; what was guessed is chosen and marked so. */
export function MappingScreen(props: {
  label: string;
  contract: Contract;
  from: string;
  columns: readonly Column[];
  resolved: ResolvedColumns;
  areAllShown: boolean;
  edit: ContractEdit;
}) {
  const { label, contract, from, columns, resolved, areAllShown, edit } = props;
  const guesses = useGuesses(contract, from, columns);
  const [chosen, setChosen] = useState<ReadonlyMap<string, string | null>>(new Map());
  const choiceOf = (one: Resolved) => {
    const name = one.pinned.name;
    return chosen.has(name) ? chosen.get(name) : standing(one, guesses);
  };
  const shown = resolved.columns.filter(({ now, isMapped }) => areAllShown || isMapped || !now);
  const open = resolved.columns.filter((one) => choiceOf(one) === undefined);
  const isChanged = resolved.columns.some((one) => choiceOf(one) !== standing(one, null));
  const use = () => {
    edit.map(new Map(resolved.columns.map((one) => [one.pinned.name, choiceOf(one) ?? null])));
    setChosen(new Map());
  };
  return (
    <section className={styles.mapping} aria-label={`Mapping of ${label}`}>
      <ul className={styles.list}>
        {shown.map((one) => (
          <MappedColumn
            key={one.pinned.name}
            one={one}
            columns={columns}
            choice={choiceOf(one)}
            likeness={chosen.has(one.pinned.name) ? null : (guesses?.get(one.pinned.name)?.likeness ?? null)}
            onChoose={(choice) => setChosen(new Map(chosen).set(one.pinned.name, choice))}
          />
        ))}
      </ul>
      <div className={styles.use}>
        <Button
          label="Use this mapping"
          tone="primary"
          disabled={open.length > 0 || !isChanged || guesses === null}
          onClick={use}
        />
        <span className={styles.quiet}>{guesses === null ? "Looking for new names…" : openWords(open)}</span>
      </div>
    </section>
  );
}

/** What holds where nobody chooses: what the text says or the names, else the guess. */
function standing({ pinned, now, isMapped }: Resolved, guesses: Guesses | null): Choice {
  if (now) return isMapped ? now.name : pinned.name;
  return isMapped ? null : guesses?.get(pinned.name)?.column.name;
}

function openWords(open: readonly Resolved[]): string {
  const [first] = open;
  if (!first) return "";
  return open.length === 1
    ? `Choose what ${first.pinned.name} is read from.`
    : `${open.length} columns are still to be chosen.`;
}

function MappedColumn(props: {
  one: Resolved;
  columns: readonly Column[];
  choice: Choice;
  /** Of a guess that nobody has changed. */
  likeness: number | null;
  onChoose: (choice: string | null) => void;
}) {
  const { one, columns, choice, likeness, onChoose } = props;
  const id = useId();
  const { name, type } = one.pinned;
  const isKnown = columns.some((column) => column.name === choice);
  return (
    <li className={styles.row}>
      <label className={styles.pinned} htmlFor={id}>
        <span className={styles.name}>{name}</span> <span className={styles.quiet}>{type}</span>
      </label>
      <ArrowLeft className={styles.arrow} aria-hidden="true" />
      <select
        id={id}
        className={styles.select}
        value={choice === undefined ? "" : choice === null ? "null" : `= ${choice}`}
        onChange={({ target }) => onChoose(target.value === "null" ? null : target.value.slice(2))}
      >
        {choice === undefined && <option value="">choose a column</option>}
        {/* Its own name in another case. */}
        {typeof choice === "string" && !isKnown && <option value={`= ${choice}`}>{choice}</option>}
        {columns.map((column) => (
          <option key={column.name} value={`= ${column.name}`}>
            {column.name} · {column.type}
          </option>
        ))}
        <option value="null">none: NULL in every row</option>
      </select>
      {likeness !== null && (
        <span className={styles.guess}>guessed, {Math.round(100 * likeness)} % alike</span>
      )}
    </li>
  );
}
