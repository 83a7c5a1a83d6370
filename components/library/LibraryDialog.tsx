import { useEffect, useMemo, useRef, useState } from "react";
import type { ServedNotebook } from "../../lib/store/disk/servedFolder.ts";
import { isWithin } from "../../lib/store/library/folderPath.ts";
import type { LibraryEntry } from "../../lib/store/library/libraryEntry.ts";
import { inOrder, type LibraryOrder, searchWords } from "../../lib/store/library/searchLibrary.ts";
import { useApp } from "../ui/AppContext.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EraseDialog } from "./EraseDialog.tsx";
import { FolderList, type LibraryPlace } from "./FolderList.tsx";
import styles from "./Library.module.css";
import { LibraryBar } from "./LibraryBar.tsx";
import { LibraryNewsLine } from "./LibraryNewsLine.tsx";
import { MoveDialog } from "./MoveDialog.tsx";
import { NotebookRows } from "./NotebookRows.tsx";
import { NothingHere } from "./NothingHere.tsx";
import { NothingServed } from "./NothingServed.tsx";
import { ServedRows } from "./ServedRows.tsx";
import { useFound } from "./useFound.ts";
import { useLibrary } from "./useLibrary.ts";
import { useLibraryAddress } from "./useLibraryAddress.ts";
import { type Served, useServed } from "./useServed.ts";

/** What is asked before it is done. */
type Asking = { what: "move" | "erase"; entries: readonly LibraryEntry[] } | null;

/** All notebooks of this device. */
export function LibraryDialog({ onClose }: { onClose: () => void }) {
  const { byId, status, news, busy, actions } = useLibrary();
  const openId = useApp((state) => state.notebookId);
  const served = useServed();
  const [chosen, setPlace] = useState<LibraryPlace | null>(null);
  const place: LibraryPlace = chosen ?? (hasServed(served) ? inServed : everything);
  const [order, setOrder] = useState<LibraryOrder>("edited");
  const [typed, setTyped] = useState("");
  const [asking, setAsking] = useState<Asking>(null);
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useLibraryAddress();

  const folder = useMemo(() => folderOf(served, typed, order), [served, typed, order]);
  const shown = useMemo(
    () =>
      inOrder(
        [...byId.values()].filter((entry) => isAt(entry, place)),
        order,
      ),
    [byId, place, order],
  );
  const found = useFound(shown, typed);
  useEffect(() => {
    if (asking) return;
    // What had the keyboard may have gone with what was done to it: later than the dialog's own care for the focus.
    const timer = setTimeout(() => keepFocus(body.current, search.current));
    return () => clearTimeout(timer);
  });
  const kept = [...byId.values()].filter(({ deletedAt }) => deletedAt === null);
  const close = () => setAsking(null);

  return (
    <Dialog title="Notebooks" wide firstFocus={search} onClose={onClose}>
      <div ref={body} className={styles.body}>
        <LibraryBar
          search={search}
          typed={typed}
          onType={setTyped}
          searches={place.kind === "served" ? "Search names and folders" : "Search titles and text"}
          order={order}
          onOrder={setOrder}
          busy={busy !== null}
          onImport={(files) => void actions.importFiles(files)}
          onExport={kept.length === 0 ? null : () => void actions.exportAll(kept)}
          onClose={onClose}
        />
        <div className={styles.parts}>
          <FolderList entries={byId} served={folder} place={place} onPlace={setPlace} />
          <div className={styles.main}>
            {served === "asking" ? null : place.kind === "served" ? (
              folder === null || folder.found.length === 0 ? (
                <NothingServed served={served} typed={typed} onClear={() => setTyped("")} />
              ) : (
                <ServedRows
                  notebooks={folder.found}
                  isAll={folder.isAll}
                  onOpen={(path) => void actions.openServed(path).then((isOpen) => isOpen && onClose())}
                />
              )
            ) : found.length === 0 && status !== "reading" ? (
              <NothingHere place={place} typed={typed} status={status} onClear={() => setTyped("")} />
            ) : (
              <NotebookRows
                entries={found}
                words={searchWords(typed)}
                openId={openId}
                isAsking={asking !== null}
                container={body}
                actions={actions}
                onOpen={(id) => void actions.open(id).then(onClose)}
                onMove={(entry) => setAsking({ what: "move", entries: [entry] })}
                onErase={(entry) => setAsking({ what: "erase", entries: [entry] })}
              />
            )}
          </div>
        </div>
        <LibraryNewsLine
          count={place.kind === "served" ? (folder?.found.length ?? 0) : found.length}
          busy={busy ?? (status === "reading" ? "Reading…" : null)}
          news={news}
          onDismiss={actions.dismiss}
        />
      </div>
      {asking?.what === "move" && (
        <MoveDialog
          entries={asking.entries}
          all={byId}
          onClose={close}
          onMove={(folder) => void actions.move(asking.entries, folder).then(close)}
        />
      )}
      {asking?.what === "erase" && (
        <EraseDialog
          entries={asking.entries}
          onClose={close}
          onErase={() => void actions.erase(asking.entries).then(close)}
        />
      )}
    </Dialog>
  );
}

/** A keyboard that stands nowhere goes to the list, or where that is empty to the search. */
function keepFocus(body: HTMLElement | null, search: HTMLElement | null): void {
  const { activeElement } = document;
  const isNowhere = activeElement === null || activeElement === document.body;
  if (!isNowhere && !activeElement?.matches("[role=dialog]")) return;
  const row = body?.querySelector<HTMLElement>('[data-at][tabindex="0"]');
  (row ?? search)?.focus({ preventScroll: true });
}

const everything: LibraryPlace = { kind: "folder", path: "" };
const inServed: LibraryPlace = { kind: "served" };
const hasServed = (served: Served) => served !== null && served !== "asking";

/** The served folder as it is listed: those of its notebooks whose paths have all the words. */
function folderOf(served: Served, typed: string, order: LibraryOrder) {
  if (served === "asking" || served === null) return null;
  if ("failed" in served) return { name: "Folder of eider serve", count: 0, found: [], isAll: true };
  const words = searchWords(typed);
  const has = ({ path }: ServedNotebook) =>
    words.every((word) => path.toLowerCase().includes(word.toLowerCase()));
  const { name, notebooks, isAll } = served;
  const found = notebooks.filter(has);
  // By path they come as they are listed.
  if (order === "edited") found.sort((one, other) => other.modifiedMs - one.modifiedMs);
  return { name, count: notebooks.length, found, isAll };
}

function isAt(entry: LibraryEntry, place: LibraryPlace): boolean {
  if (place.kind !== "folder") return place.kind === "deleted" && entry.deletedAt !== null;
  return entry.deletedAt === null && isWithin(entry.folder, place.path);
}
