import { Plus, X } from "lucide-react";
import { placed } from "../cell-kinds/placed.ts";
import { Button } from "../ui/Button.tsx";
import { Draft } from "./Draft.tsx";
import styles from "./StepForm.module.css";

type Pair = readonly [string, string | null];

/** Texts by text, one pair a line: old and new values, or columns and their SQL. */
export function PairsControl(props: {
  id: string;
  isSql: boolean;
  value: readonly Pair[];
  onSet: (value: unknown) => void;
}) {
  const { id, isSql, value, onSet } = props;
  const set = (pairs: readonly Pair[]) => onSet(pairs.length === 0 ? undefined : Object.fromEntries(pairs));
  const change = (at: number, pair: Pair) => set(value.map((one, other) => (other === at ? pair : one)));
  const [first, second] = isSql ? ["Column", "SQL"] : ["From", "To"];
  return (
    <div className={styles.pairs}>
      {placed(value).map(({ key: place, item: [key, to] }, at) => (
        <div key={place} className={styles.pair}>
          <Draft
            {...(at === 0 ? { id } : { label: `${first} ${at + 1}` })}
            value={key}
            onDone={(text) => change(at, [text, to])}
          />
          <span aria-hidden="true">{isSql ? "=" : "→"}</span>
          <Draft
            label={`${second} ${at + 1}`}
            value={to ?? ""}
            isCode={isSql}
            {...(to === null ? { hint: "NULL" } : {})}
            onDone={(text) => change(at, [key, text])}
          />
          <Button
            icon={<X />}
            label={`Remove ${key || "the pair"}`}
            iconOnly
            tone="quiet"
            onClick={() => set(value.filter((_, other) => other !== at))}
          />
        </div>
      ))}
      <Button
        icon={<Plus />}
        label={isSql ? "Add a column" : "Add a pair"}
        tone="quiet"
        onClick={() => set([...value, [freeKey(value, isSql), isSql ? "null" : ""]])}
      />
    </div>
  );
}

/** A key that is not there: of two that are the same, one would be lost. */
function freeKey(pairs: readonly Pair[], isSql: boolean): string {
  for (let at = pairs.length + 1; ; at++) {
    const key = isSql ? `column_${at}` : `value ${at}`;
    if (!pairs.some(([one]) => one === key)) return key;
  }
}
