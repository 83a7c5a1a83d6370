import { Download, FilePlus2, Upload } from "lucide-react";
import type { RefObject } from "react";
import { pickFiles } from "../../lib/browser/files.ts";
import type { LibraryOrder } from "../../lib/store/library/searchLibrary.ts";
import { useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import styles from "./Library.module.css";

/** Search, order, and what concerns all notebooks at once. */
export function LibraryBar(props: {
  search: RefObject<HTMLInputElement | null>;
  typed: string;
  onType: (typed: string) => void;
  /** What is searched, in words. */
  searches: string;
  order: LibraryOrder;
  onOrder: (order: LibraryOrder) => void;
  /** While something of this is under way. */
  busy: boolean;
  onImport: (files: readonly File[]) => void;
  /** null where there is nothing to export. */
  onExport: (() => void) | null;
  onClose: () => void;
}) {
  const { search, typed, onType, searches, order, onOrder, busy, onImport, onExport, onClose } = props;
  const commands = useCommands();
  return (
    <div className={styles.bar}>
      <div className={styles.search}>
        <SearchField
          inputRef={search}
          label="Search notebooks"
          placeholder={searches}
          value={typed}
          onType={onType}
          onKeyDown={(event) => {
            if (event.key !== "ArrowDown") return;
            event.preventDefault();
            event.currentTarget
              .closest("[role=dialog]")
              ?.querySelector<HTMLElement>('[data-at][tabindex="0"]')
              ?.focus();
          }}
        />
      </div>
      <label className={styles.order}>
        <span>Sort by</span>
        <select
          value={order}
          onChange={(event) => onOrder(event.target.value === "title" ? "title" : "edited")}
        >
          <option value="edited">Last edited</option>
          <option value="title">Title</option>
        </select>
      </label>
      <div className={styles.barActions}>
        <Button
          icon={<FilePlus2 />}
          label="New notebook"
          iconOnly="narrow"
          onClick={() => void commands.newNotebook().then(onClose)}
        />
        <Button
          icon={<Upload />}
          label="Import…"
          iconOnly="narrow"
          aria-disabled={busy}
          onClick={() => {
            if (!busy)
              void pickFiles([".zip", ".md", ".ipynb", ".qmd", ".html", ".sql", ".ts"], true).then(onImport);
          }}
        />
        <Button
          icon={<Download />}
          label="Export all"
          iconOnly="narrow"
          aria-disabled={busy || onExport === null}
          onClick={() => {
            if (!busy) onExport?.();
          }}
        />
      </div>
    </div>
  );
}
