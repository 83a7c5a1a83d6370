import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { type BucketChoice, ranged, toggled, withEntries } from "../../../lib/s3/bucketChoice.ts";
import type { BucketEntry } from "../../../lib/s3/bucketEntries.ts";
import styles from "./BucketBrowser.module.css";
import { EntryRow } from "./EntryRow.tsx";
import { useRowWindow } from "./useRowWindow.ts";

/** The height of a row in its style sheet. */
const rowHeightPx = 32;

/**
 * Entries of a bucket, of which only those in sight are drawn. The grid keeps the keyboard and says which row is
 * meant: arrows go, Space chooses, with Shift a range, Enter opens, Backspace goes up.
 */
export function EntryGrid(props: {
  label: string;
  entries: readonly BucketEntry[];
  prefix: string;
  choice: BucketChoice;
  isBusy: boolean;
  onChoice: (choice: BucketChoice) => void;
  onOpen: (prefix: string) => void;
  onUp: (() => void) | null;
  /** Called when the end comes near: there may be more. */
  onEnd: (() => void) | null;
}) {
  const { label, entries, prefix, choice, isBusy, onChoice, onOpen, onUp, onEnd } = props;
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  /** Where a range begins. */
  const anchor = useRef(0);
  const { first, last, onScroll, show } = useRowWindow(grid, entries.length, rowHeightPx);
  const current = Math.min(at, entries.length - 1);
  useEffect(() => {
    if (entries.length > 0 && last >= entries.length - 20) onEnd?.();
  }, [last, entries.length, onEnd]);

  function go(to: number, isRange: boolean): void {
    const place = Math.max(0, Math.min(to, entries.length - 1));
    if (isRange) onChoice(ranged(choice, entries, anchor.current, place, true));
    else anchor.current = place;
    setAt(place);
    show(place);
  }

  function choose(place: number, isRange: boolean): void {
    const entry = entries[place];
    if (!entry) return;
    setAt(place);
    if (isRange) return onChoice(ranged(choice, entries, anchor.current, place, true));
    anchor.current = place;
    onChoice(toggled(choice, entry));
  }

  function onKey(event: KeyboardEvent): void {
    const page = Math.max(1, last - first - 2);
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: entries.length - 1,
    };
    const to = steps[event.key];
    const entry = entries[current];
    if (to !== undefined) go(to, event.shiftKey);
    else if (event.key === " ") choose(current, event.shiftKey);
    else if (event.key === "Enter" && entry?.kind === "prefix") onOpen(entry.key);
    else if (event.key === "Backspace" && onUp) onUp();
    else if (event.key === "a" && (event.ctrlKey || event.metaKey))
      onChoice(withEntries(choice, entries, true));
    else return;
    event.preventDefault();
  }

  const chosenHere = entries.length > 0 && entries.every(({ key }) => choice.has(key));
  return (
    <div
      ref={grid}
      className={styles.grid}
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={entries.length + 1}
      aria-busy={isBusy}
      aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKey}
    >
      <div className={styles.head} role="row" aria-rowindex={1}>
        <span role="columnheader">
          <input
            type="checkbox"
            aria-label="Choose all that are shown"
            checked={chosenHere}
            disabled={entries.length === 0}
            onChange={() => onChoice(withEntries(choice, entries, !chosenHere))}
          />
        </span>
        <span role="columnheader">Name</span>
        <span role="columnheader" className={styles.number}>
          Size
        </span>
        <span role="columnheader" className={styles.number}>
          Age
        </span>
      </div>
      <div className={styles.rows} role="rowgroup" style={{ height: entries.length * rowHeightPx }}>
        {entries.slice(first, last).map((entry, place) => (
          <EntryRow
            key={entry.key}
            id={`${id}-${first + place}`}
            entry={entry}
            place={first + place}
            topPx={(first + place) * rowHeightPx}
            prefix={prefix}
            isChosen={choice.has(entry.key)}
            isCurrent={first + place === current}
            onChoose={choose}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  );
}
