import { useDeferredValue, useMemo, useState } from "react";
import { type Replacement, replaceInTexts } from "../../../lib/rejects/replaceInTexts.ts";
import { Button } from "../../ui/Button.tsx";
import { countOf } from "../../ui/formatCount.ts";
import styles from "./ReplaceBar.module.css";

/** Finds and replaces in all rows at once: what is wrong in one of them is often wrong in many. */
export function ReplaceBar({
  texts,
  onReplace,
}: {
  texts: readonly string[];
  onReplace: (texts: readonly string[]) => void;
}) {
  const [how, setHow] = useState<Replacement>({ find: "", replace: "", isPattern: false });
  // Counting in thousands of rows must not hold up typing.
  const looked = useDeferredValue(how);
  const found = useMemo(() => replaceInTexts(texts, looked), [texts, looked]);
  const [done, setDone] = useState<string | null>(null);
  const change = (to: Partial<Replacement>) => {
    setDone(null);
    setHow({ ...how, ...to });
  };
  const apply = () => {
    const now = replaceInTexts(texts, how);
    if (now.changed === 0) return;
    onReplace(now.texts);
    setDone(`Replaced ${countOf(now.places, "time")} in ${countOf(now.changed, "row")}`);
  };
  return (
    <form
      className={styles.bar}
      aria-label="Replace in all rows"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <input
        className={styles.field}
        aria-label="Find in all rows"
        placeholder="Find in all rows"
        spellCheck={false}
        autoComplete="off"
        value={how.find}
        onChange={({ target }) => change({ find: target.value })}
      />
      <input
        className={styles.field}
        aria-label="Replace with"
        placeholder="Replace with"
        spellCheck={false}
        autoComplete="off"
        value={how.replace}
        onChange={({ target }) => change({ replace: target.value })}
      />
      <Button label="Replace all" disabled={found.places === 0} onClick={apply} />
      <label className={styles.pattern}>
        <input
          type="checkbox"
          checked={how.isPattern}
          onChange={({ target }) => change({ isPattern: target.checked })}
        />
        Regular expression
      </label>
      <p className={styles.count} role="status" data-problem={found.problem !== null || undefined}>
        {looked.find !== "" &&
          (done ??
            found.problem ??
            (found.places === 0
              ? "Found in no row"
              : `Found ${countOf(found.places, "time")} in ${countOf(found.changed, "row")}`))}
      </p>
    </form>
  );
}
