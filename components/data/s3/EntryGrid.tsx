import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef, useState } from "react";
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
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  /** Where a range begins. */
  const anchor = useRef(0);
  const { first, last, onScroll, show } = useRowWindow(scroller, entries.length, rowHeightPx);
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
    if (isRange) onChoice(ranged(choice, entries, anchor.current, place, true));
    else {
      anchor.current = place;
      onChoice(toggled(choice, entry));
    }
  }

  function onClick(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-place]") : null;
    if (row) choose(Number(row.dataset.place), event.shiftKey);
  }

  function onKey(event: KeyboardEvent): void {
    // The box in the header has keys of its own.
    if (event.target instanceof Element && event.target.closest("thead")) return;
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
    <div ref={scroller} className={styles.scroller} onScroll={onScroll}>
      <table
        className={styles.grid}
        aria-label={label}
        aria-rowcount={entries.length + 1}
        aria-busy={isBusy}
        {...asGrid(current >= 0 ? `${id}-${current}` : undefined)}
        onClick={onClick}
        onKeyDown={onKey}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={styles.box}>
              <input
                type="checkbox"
                aria-label="Choose all that are shown"
                checked={chosenHere}
                disabled={entries.length === 0}
                onChange={() => onChoice(withEntries(choice, entries, !chosenHere))}
              />
            </th>
            <th scope="col">Name</th>
            <th scope="col" className={styles.size}>
              Size
            </th>
            <th scope="col" className={styles.age}>
              Age
            </th>
          </tr>
        </thead>
        <Gap heightPx={first * rowHeightPx} />
        <tbody>
          {entries.slice(first, last).map((entry, place) => (
            <EntryRow
              key={entry.key}
              id={`${id}-${first + place}`}
              entry={entry}
              place={first + place}
              prefix={prefix}
              isChosen={choice.has(entry.key)}
              isCurrent={first + place === current}
              onOpen={onOpen}
            />
          ))}
        </tbody>
        <Gap heightPx={(entries.length - last) * rowHeightPx} />
      </table>
    </div>
  );
}

/** Makes a table one whose rows are chosen by keys: it has the keyboard, and names the row that is meant. */
function asGrid(currentRow: string | undefined) {
  return {
    role: "grid",
    tabIndex: 0,
    "aria-multiselectable": true,
    "aria-activedescendant": currentRow,
  };
}

/** In the place of rows that are not drawn. */
function Gap({ heightPx }: { heightPx: number }) {
  if (heightPx <= 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr>
        <td colSpan={4} style={{ height: heightPx }} />
      </tr>
    </tbody>
  );
}
