import { Ellipsis } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useRef } from "react";
import { daysLeft, entryTitle, type LibraryEntry } from "../../lib/store/library/libraryEntry.ts";
import { notebookFacts } from "../../lib/store/library/notebookFacts.ts";
import { excerptOf } from "../../lib/store/library/searchLibrary.ts";
import { Button } from "../ui/Button.tsx";
import { formatAge } from "../ui/formatAge.ts";
import { countOf } from "../ui/formatCount.ts";
import { formatWhen } from "../ui/formatWhen.ts";
import { factsText } from "./factsText.ts";
import styles from "./NotebookRows.module.css";

interface RowProps {
  entry: LibraryEntry;
  /** Its place from 0 among so many, and where it is drawn in pixels. */
  at: number;
  count: number;
  top: number;
  words: readonly string[];
  isActive: boolean;
  isOpenHere: boolean;
  isRenaming: boolean;
  onFocus: () => void;
  onKey: (event: KeyboardEvent<HTMLElement>, entry: LibraryEntry) => void;
  onOpen: () => void;
  onMenu: (anchor: HTMLElement) => void;
  /** null where the old title stays. */
  onRename: (title: string | null) => void;
}

/** One notebook of the list. */
export function NotebookRow(props: RowProps) {
  const { entry, at, count, top, words, isOpenHere, isRenaming, onMenu, onRename } = props;
  const { notebook, folder, deletedAt } = entry;
  const title = entryTitle(entry);
  return (
    <li className={styles.row} aria-posinset={at + 1} aria-setsize={count} style={{ top }}>
      <div className={styles.name}>
        <div className={styles.titleLine}>
          {isRenaming ? <TitleField title={title} onRename={onRename} /> : <Title {...props} />}
          {isOpenHere && <span className={styles.mark}>Open here</span>}
          {notebook.origin === "foreign" && (
            <span
              className={styles.mark}
              data-tone="foreign"
              title="It came from elsewhere and has not run here."
            >
              Not run yet
            </span>
          )}
        </div>
        <Detail entry={entry} words={words} />
      </div>
      <div className={styles.place}>{folder}</div>
      <div className={styles.age}>
        {deletedAt === null ? (
          <span title={`Edited ${formatWhen(notebook.updatedAt)}`}>{ageText(notebook.updatedAt)}</span>
        ) : (
          <span title={`Deleted ${formatWhen(deletedAt)}`}>{leftText(deletedAt)}</span>
        )}
        <Button
          icon={<Ellipsis />}
          label={`Actions for ${title}`}
          iconOnly
          tone="quiet"
          tipSide="below-end"
          tabIndex={-1}
          aria-haspopup="menu"
          onClick={(event) => onMenu(event.currentTarget)}
        />
      </div>
    </li>
  );
}

/** Where the keyboard stands: opens the notebook, or brings a deleted one back. */
function Title({ entry, at, isActive, onFocus, onKey, onOpen, onMenu }: RowProps) {
  const { notebook, deletedAt } = entry;
  const same = {
    className: styles.title,
    "data-at": at,
    tabIndex: isActive ? 0 : -1,
    onFocus,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => onKey(event, entry),
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      // With Shift held the browser shows its own menu, which knows about links.
      if (event.shiftKey) return;
      event.preventDefault();
      onMenu(event.currentTarget);
    },
  };
  if (deletedAt !== null) {
    return (
      <button type="button" {...same} title="Restore" onClick={onOpen}>
        {entryTitle(entry)}
      </button>
    );
  }
  return (
    <a
      {...same}
      href={`?n=${encodeURIComponent(notebook.id)}`}
      onClick={(event) => {
        // With a key held the browser opens it elsewhere.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {entryTitle(entry)}
    </a>
  );
}

/** What was found in the text, else what the notebook is. */
function Detail({ entry, words }: { entry: LibraryEntry; words: readonly string[] }) {
  const excerpt = words.length > 0 ? excerptOf(entry, words) : null;
  if (excerpt) {
    return (
      <p className={styles.excerpt}>
        {excerpt.before}
        <mark>{excerpt.match}</mark>
        {excerpt.after}
      </p>
    );
  }
  const { notebook } = entry;
  const file = notebook.file === undefined ? "" : ` · ${notebook.file} on disk`;
  const from = notebook.from?.kind === "host" ? ` · from ${notebook.from.host}` : "";
  return (
    <p className={styles.detail}>
      {factsText(notebookFacts(notebook))}
      {file}
      {from}
    </p>
  );
}

function TitleField({ title, onRename }: { title: string; onRename: (title: string | null) => void }) {
  const isDone = useRef(false);
  const finish = (typed: string | null) => {
    if (isDone.current) return;
    isDone.current = true;
    onRename(typed === null || typed.trim() === title ? null : typed.trim());
  };
  return (
    <input
      ref={(input) => {
        if (input && document.activeElement !== input) {
          input.focus();
          input.select();
        }
      }}
      className={styles.titleField}
      aria-label={`Title of ${title}`}
      defaultValue={title}
      autoComplete="off"
      spellCheck={false}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        // Keys of the list and of the dialog are letters here.
        event.stopPropagation();
        if (event.key === "Enter") finish(event.currentTarget.value);
        if (event.key === "Escape") {
          event.preventDefault();
          finish(null);
        }
      }}
    />
  );
}

function ageText(updatedAt: number): string {
  const age = formatAge(updatedAt, Date.now());
  return age === "now" ? "just now" : `${age} ago`;
}

function leftText(deletedAt: number): string {
  const days = daysLeft(deletedAt, Date.now());
  return days <= 0 ? "last day" : `${countOf(days, "day")} left`;
}
