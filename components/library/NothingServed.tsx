import { HardDrive, SearchX } from "lucide-react";
import { Button } from "../ui/Button.tsx";
import styles from "./Library.module.css";
import type { Served } from "./useServed.ts";

/** What stands in the place of an empty list of the served folder: why it is empty, and what to do. */
export function NothingServed(props: { served: Served; typed: string; onClear: () => void }) {
  const { served, typed, onClear } = props;
  if (served !== null && served !== "asking" && "failed" in served) {
    return (
      <div className={styles.nothing} role="alert">
        <HardDrive aria-hidden="true" />
        <h3>The folder cannot be reached</h3>
        <p>{served.failed} What was open here is kept in this browser all the same.</p>
      </div>
    );
  }
  if (typed.trim() !== "") {
    return (
      <div className={styles.nothing}>
        <SearchX aria-hidden="true" />
        <h3>No notebook of this folder is called so</h3>
        <p>Names and folders are searched here; “All notebooks” searches texts as well.</p>
        <Button label="Clear the search" onClick={onClear} />
      </div>
    );
  }
  return (
    <div className={styles.nothing}>
      <HardDrive aria-hidden="true" />
      <h3>No notebooks in this folder yet</h3>
      <p>
        Files that end in .nb.md or .ipynb are listed here. Save puts the notebook that is open into this
        folder.
      </p>
    </div>
  );
}
