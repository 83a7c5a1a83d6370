import { useState } from "react";
import { type Shelf, written } from "../../lib/chartBuilder/shelf.ts";
import styles from "./ShelfRow.module.css";

/** The title of a shelf's axis or legend: Vega-Lite's own, another, or none. */
export function TitleField(props: { label: string; shelf: Shelf; onSet: (shelf: Shelf) => void }) {
  const { label, shelf, onSet } = props;
  const title = typeof shelf.title === "string" ? shelf.title : "";
  const [draft, setDraft] = useState<string | null>(null);
  const isHidden = shelf.title === "";
  const commit = () => {
    if (draft !== null && draft !== title) onSet({ ...shelf, title: draft === "" ? null : draft });
    setDraft(null);
  };
  return (
    <span className={styles.detail}>
      <label className={styles.detail}>
        <span>Title</span>
        <input
          className={styles.text}
          aria-label={`${label} title`}
          value={draft ?? title}
          disabled={isHidden}
          placeholder={isHidden ? "none" : shelf.title === written ? "as written" : "default"}
          autoComplete="off"
          onChange={({ target }) => setDraft(target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Enter") commit();
            else if (event.key === "Escape") setDraft(null);
          }}
        />
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          aria-label={`No title for ${label}`}
          checked={isHidden}
          onChange={({ target }) => onSet({ ...shelf, title: target.checked ? "" : null })}
        />
        <span>none</span>
      </label>
    </span>
  );
}
