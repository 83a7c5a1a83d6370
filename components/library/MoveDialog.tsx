import { Folder, FolderPlus, Library } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { folderPath, folderTree } from "../../lib/store/library/folderPath.ts";
import { entryTitle, type LibraryEntry } from "../../lib/store/library/libraryEntry.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { countOf } from "../ui/formatCount.ts";
import styles from "./Library.module.css";
import { useOwnEscape } from "./useOwnEscape.ts";

/** Asks for a folder: one that is there, or a new one by its path. */
export function MoveDialog(props: {
  entries: readonly LibraryEntry[];
  all: ReadonlyMap<string, LibraryEntry>;
  onClose: () => void;
  onMove: (folder: string) => void;
}) {
  const { entries, all, onClose, onMove } = props;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const folders = useMemo(() => folderTree([...all.values()].map(({ folder }) => folder)), [all]);
  const wanted = folderPath(typed);
  const isNew = wanted !== "" && !folders.some(({ path }) => path === wanted);
  const fitting = folders.filter(({ path }) => path.toLowerCase().includes(wanted.toLowerCase()));
  useOwnEscape(onClose);
  const [first] = entries;
  const what = entries.length === 1 && first ? `“${entryTitle(first)}”` : countOf(entries.length, "notebook");
  return (
    <Dialog title={`Move ${what}`} firstFocus={input} onClose={onClose}>
      <div className={styles.asking}>
        <form
          className={styles.askingLine}
          onSubmit={(event) => {
            event.preventDefault();
            onMove(wanted);
          }}
        >
          <input
            ref={input}
            className={styles.field}
            aria-label="Folder"
            placeholder="Folder, or folder/in/folder"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button
            type="submit"
            tone="primary"
            icon={isNew ? <FolderPlus /> : undefined}
            label={wanted === "" ? "Move to the top" : isNew ? "Create and move" : "Move"}
          />
        </form>
        <ul className={styles.choices} aria-label="Folders that are there">
          {first?.folder !== "" && wanted === "" && (
            <li>
              <button type="button" className={styles.folder} onClick={() => onMove("")}>
                <span className={styles.folderIcon} aria-hidden="true">
                  <Library />
                </span>
                <span className={styles.folderName}>The top</span>
              </button>
            </li>
          )}
          {fitting.map(({ path, count }) => (
            <li key={path}>
              <button type="button" className={styles.folder} onClick={() => onMove(path)}>
                <span className={styles.folderIcon} aria-hidden="true">
                  <Folder />
                </span>
                <span className={styles.folderName}>{path}</span>
                <span className={styles.quiet}>{count}</span>
              </button>
            </li>
          ))}
        </ul>
        {folders.length === 0 && (
          <p className={styles.quiet}>There is no folder yet. Type a name to make the first one.</p>
        )}
      </div>
    </Dialog>
  );
}
