import { useRef } from "react";
import { entryTitle, type LibraryEntry } from "../../lib/store/library/libraryEntry.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { countOf } from "../ui/formatCount.ts";
import styles from "./Library.module.css";
import { useOwnEscape } from "./useOwnEscape.ts";

/** Asks before something is gone that nothing brings back. */
export function EraseDialog(props: {
  entries: readonly LibraryEntry[];
  onClose: () => void;
  onErase: () => void;
}) {
  const { entries, onClose, onErase } = props;
  const keep = useRef<HTMLButtonElement>(null);
  useOwnEscape(onClose);
  const [first] = entries;
  const what = entries.length === 1 && first ? `“${entryTitle(first)}”` : countOf(entries.length, "notebook");
  return (
    <Dialog title={`Delete ${what} for good?`} firstFocus={keep} onClose={onClose}>
      <div className={styles.asking}>
        <p>
          Its text, and what this browser keeps for it, go with it: outputs that came along, ways to its
          files, and what it was allowed to read. Files on the disk stay. This cannot be undone.
        </p>
        <div className={styles.askingButtons}>
          <Button ref={keep} label="Keep it" onClick={onClose} />
          <Button label="Delete for good" tone="danger" onClick={onErase} />
        </div>
      </div>
    </Dialog>
  );
}
