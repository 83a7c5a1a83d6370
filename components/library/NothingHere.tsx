import { BookOpen, SearchX, Trash2 } from "lucide-react";
import { Button } from "../ui/Button.tsx";
import type { LibraryPlace } from "./FolderList.tsx";
import styles from "./Library.module.css";

/** What stands in the place of an empty list: why it is empty, and what to do. */
export function NothingHere(props: {
  place: LibraryPlace;
  typed: string;
  status: "ready" | { failed: string };
  onClear: () => void;
}) {
  const { place, typed, status, onClear } = props;
  if (status !== "ready") {
    return (
      <div className={styles.nothing} role="alert">
        <BookOpen aria-hidden="true" />
        <h3>The notebooks of this device could not be read</h3>
        <p>
          {status.failed}. A private window, or a browser that is told to keep nothing, has none. The notebook
          that is open is not affected: save it as a file to be safe.
        </p>
      </div>
    );
  }
  if (typed.trim() !== "") {
    return (
      <div className={styles.nothing}>
        <SearchX aria-hidden="true" />
        <h3>No notebook has these words</h3>
        <p>
          Titles and the whole text of each notebook were searched
          {place.kind === "deleted" ? " in Recently deleted" : ""}.
        </p>
        <Button label="Clear the search" onClick={onClear} />
      </div>
    );
  }
  if (place.kind === "deleted") {
    return (
      <div className={styles.nothing}>
        <Trash2 aria-hidden="true" />
        <h3>Nothing is deleted</h3>
        <p>What you delete stays here for 30 days and can be restored.</p>
      </div>
    );
  }
  return (
    <div className={styles.nothing}>
      <BookOpen aria-hidden="true" />
      <h3>No notebooks yet</h3>
      <p>
        Every notebook that you open or begin is kept in this browser and listed here: nothing is uploaded.
        Begin a new one, or import a zip archive, a .nb.md or a Jupyter notebook.
      </p>
    </div>
  );
}
