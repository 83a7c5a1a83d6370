import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { LibraryEntry } from "../../lib/store/library/libraryEntry.ts";
import { NotebookMenu } from "./NotebookMenu.tsx";
import { NotebookRow } from "./NotebookRow.tsx";
import styles from "./NotebookRows.module.css";
import { rowAction } from "./rowAction.ts";
import { rowByKey, rowWindow, scrollToRow } from "./rowWindow.ts";
import type { LibraryActions } from "./useLibrary.ts";

const rowHeightPx = 60;

/** Notebooks as a list that the keyboard walks; only rows in sight are drawn, and the one with the focus. */
export function NotebookRows(props: {
  entries: readonly LibraryEntry[];
  words: readonly string[];
  openId: string;
  /** While something is asked over the list, keys are meant for that, also before it has the keyboard. */
  isAsking: boolean;
  container: RefObject<HTMLElement | null>;
  actions: LibraryActions;
  onOpen: (id: string) => void;
  onMove: (entry: LibraryEntry) => void;
  onErase: (entry: LibraryEntry) => void;
}) {
  const { entries, words, openId, isAsking, container, actions, onOpen, onMove, onErase } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [active, setActive] = useState<{ id: string; at: number }>({ id: "", at: 0 });
  const [renaming, setRenaming] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ id: string; anchor: HTMLElement } | null>(null);
  /** The notebook that the keyboard is to go to once it is drawn. */
  const wanted = useRef<string | null>(null);

  const known = entries.findIndex(({ notebook }) => notebook.id === active.id);
  // Where the active notebook has gone, the one that took its place.
  const at = known >= 0 ? known : Math.min(active.at, entries.length - 1);
  const count = entries.length;

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const watch = new ResizeObserver(look);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    const to =
      wanted.current === null ? -1 : entries.findIndex(({ notebook }) => notebook.id === wanted.current);
    const row = element?.querySelector<HTMLElement>(`[data-at="${to}"]`);
    if (!element || !row) return;
    wanted.current = null;
    element.scrollTop = scrollToRow(to, element.scrollTop, element.clientHeight, rowHeightPx);
    row.focus({ preventScroll: true });
  });

  function goTo(id: string, to: number): void {
    wanted.current = id;
    setActive({ id, at: to });
  }

  const remove = (entry: LibraryEntry) => {
    if (entry.deletedAt !== null) return onErase(entry);
    // The keyboard goes to the neighbour before the row goes: a focus that has lost its element goes anywhere.
    const index = entries.indexOf(entry);
    const neighbour = entries[index + 1] ?? entries[index - 1];
    if (neighbour) goTo(neighbour.notebook.id, Math.max(0, entries.indexOf(neighbour)));
    void actions.remove([entry]);
  };
  const duplicate = (entry: LibraryEntry) => {
    void actions.duplicate(entry).then((id) => id !== null && goTo(id, at));
  };
  const restore = (entry: LibraryEntry) => void actions.restore([entry]);

  function onKey(event: KeyboardEvent<HTMLElement>, entry: LibraryEntry): void {
    if (isAsking) event.preventDefault();
    if (isAsking || event.altKey) return;
    const { currentTarget: row } = event;
    const { key } = event;
    const isPlain = !event.ctrlKey && !event.metaKey;
    const to = isPlain
      ? rowByKey(key, at, count, Math.max(1, Math.floor(view.height / rowHeightPx) - 1))
      : null;
    const action = to === null ? rowAction(event, entry.deletedAt !== null) : null;
    if (to === null && action === null) return;
    event.preventDefault();
    if (to !== null) goTo(entries[to]?.notebook.id ?? "", to);
    if (action === "menu") setMenu({ id: entry.notebook.id, anchor: row });
    if (action === "rename") setRenaming(entry.notebook.id);
    if (action === "duplicate") duplicate(entry);
    if (action === "move") onMove(entry);
    if (action === "delete") remove(entry);
  }

  const { from, to } = rowWindow(view.top, view.height, rowHeightPx, count);
  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);
  if (at >= 0 && !drawn.includes(at)) drawn.push(at);
  const ofMenu = menu && entries.find(({ notebook }) => notebook.id === menu.id);

  return (
    <div
      ref={scroller}
      className={styles.rows}
      onScroll={({ currentTarget }) =>
        setView({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
    >
      <ul className={styles.rowsInner} aria-label="Notebooks" style={{ height: count * rowHeightPx }}>
        {drawn.map((index) => {
          const entry = entries[index];
          if (!entry) return null;
          const { id } = entry.notebook;
          return (
            <NotebookRow
              key={id}
              entry={entry}
              at={index}
              count={count}
              top={index * rowHeightPx}
              words={words}
              isActive={index === at}
              isOpenHere={id === openId}
              isRenaming={renaming === id}
              onFocus={() => setActive({ id, at: index })}
              onKey={onKey}
              onOpen={() => (entry.deletedAt === null ? onOpen(id) : restore(entry))}
              onMenu={(anchor) => setMenu({ id, anchor })}
              onRename={(title) => {
                setRenaming(null);
                goTo(id, index);
                if (title !== null) void actions.rename(entry, title);
              }}
            />
          );
        })}
      </ul>
      {ofMenu && menu && (
        <NotebookMenu
          entry={ofMenu}
          anchor={menu.anchor}
          container={container}
          onClose={() => setMenu(null)}
          does={{
            open: () => onOpen(ofMenu.notebook.id),
            rename: () => setRenaming(ofMenu.notebook.id),
            duplicate: () => duplicate(ofMenu),
            move: () => onMove(ofMenu),
            remove: () => remove(ofMenu),
            restore: () => restore(ofMenu),
          }}
        />
      )}
    </div>
  );
}
