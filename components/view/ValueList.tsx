import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import { withoutColumn } from "../../lib/view/changeView.ts";
import { useRows } from "../ui/AppContext.tsx";
import { Elapsed } from "../ui/Elapsed.tsx";
import { formatCount } from "../ui/formatCount.ts";
import { SearchField } from "../ui/SearchField.tsx";
import styles from "./FilterPopover.module.css";
import { nextViewId } from "./nextViewId.ts";
import { mostListed, useColumnValues } from "./useColumnValues.ts";
import { useViewControls } from "./viewControls.ts";

/** So many found values can be chosen at once: a condition on their text says the same of more. */
const mostChosen = 5_000;

type Value = string | null;

/** All values of a column with their rows, to choose from: the most frequent, and by search any other. */
export function ValueList(props: {
  column: Column;
  resultKey: string;
  values: readonly Value[];
  onChange(values: readonly Value[]): void;
}) {
  const { column, resultKey, values, onChange } = props;
  const rows = useRows();
  const { view } = useViewControls();
  const [search, setSearch] = useState("");
  const [note, setNote] = useState<string | null>(null);
  const list = useRef<HTMLFieldSetElement>(null);
  const [active, setActive] = useState(0);
  const others = useMemo(() => withoutColumn(view, column.name), [view, column.name]);
  const { found, busySince, error } = useColumnValues(resultKey, others, column.name, search);
  const chosen = useMemo(() => new Set(values), [values]);
  const isFew = search === "" && found !== null && found.values.length <= 8 && !found.isMore;

  const toggle = (value: Value) => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    onChange([...next]);
  };
  const chooseFound = async () => {
    if (!found) return;
    let all = found;
    if (found.isMore) {
      const request = { viewId: nextViewId(), resultKey, view: others, column: column.name, search };
      const answer = await rows.valuesOf({ ...request, most: mostChosen });
      if (!answer.ok) return setNote(answer.error.message);
      all = answer.value;
    }
    if (all.isMore)
      return setNote(
        `There are more than ${formatCount(mostChosen)}. Search for fewer, or filter by what the text contains.`,
      );
    setNote(null);
    onChange([...new Set([...chosen, ...all.values.map(({ value }) => value)])]);
  };
  const focusAt = (at: number) => {
    const boxes = list.current?.querySelectorAll("input");
    const place = Math.max(0, Math.min(at, (boxes?.length ?? 0) - 1));
    setActive(place);
    boxes?.[place]?.focus();
  };
  const move = (event: KeyboardEvent) => {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: mostListed }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    focusAt(to);
  };

  return (
    <div className={styles.list}>
      {!isFew && (
        <SearchField
          label={`Search values of ${column.name}`}
          placeholder="Search all values"
          value={search}
          onType={(text) => {
            setSearch(text);
            setActive(0);
          }}
          onKeyDown={(event) => {
            if (event.key !== "ArrowDown") return;
            event.preventDefault();
            focusAt(0);
          }}
        />
      )}
      <fieldset
        ref={list}
        aria-label={`Values of ${column.name}`}
        aria-busy={busySince !== null}
        className={styles.values}
        data-few={isFew || undefined}
        onKeyDown={move}
      >
        {found?.values.map(({ value, count }, at) => (
          <label key={value === null ? "null" : `=${value}`} className={styles.value}>
            <input
              type="checkbox"
              checked={chosen.has(value)}
              tabIndex={at === Math.min(active, found.values.length - 1) ? 0 : -1}
              onFocus={() => setActive(at)}
              onChange={() => toggle(value)}
            />
            <span className={styles.valueText} data-quiet={value === null || value === "" || undefined}>
              {value === null ? "NULL" : value === "" ? "''" : value.slice(0, 200)}
            </span>
            <span className={styles.count}>{formatCount(count)}</span>
          </label>
        ))}
        {found?.values.length === 0 && <p className={styles.quiet}>No value contains this text.</p>}
      </fieldset>
      <p className={styles.quiet} role="status">
        {error ? (
          <span className={styles.problem}>{error}</span>
        ) : busySince !== null ? (
          <>
            Counting <Elapsed startedAt={busySince} />
          </>
        ) : (
          (note ?? wordsOf(found?.values.length ?? 0, found?.isMore ?? false, values.length))
        )}
      </p>
      <div className={styles.row}>
        <button
          type="button"
          className={styles.link}
          disabled={!found || found.values.length === 0}
          onClick={() => void chooseFound()}
        >
          {search === "" ? "Select all" : "Select all found"}
        </button>
        <button
          type="button"
          className={styles.link}
          disabled={values.length === 0}
          onClick={() => onChange([])}
        >
          Select none
        </button>
      </div>
    </div>
  );
}

function wordsOf(found: number, isMore: boolean, chosen: number): string {
  const listed = isMore ? `The ${formatCount(found)} most frequent` : `${formatCount(found)} found`;
  return chosen === 0 ? listed : `${listed} · ${formatCount(chosen)} chosen`;
}
