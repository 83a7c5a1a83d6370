import { File, Folder } from "lucide-react";
import type { BucketEntry } from "../../../lib/s3/bucketEntries.ts";
import { formatAge } from "../../ui/formatAge.ts";
import { formatBytes } from "../../ui/formatBytes.ts";
import { formatWhen } from "../../ui/formatWhen.ts";
import styles from "./BucketBrowser.module.css";

/** A prefix to open, or an object to choose. */
export function EntryRow(props: {
  id: string;
  entry: BucketEntry;
  place: number;
  topPx: number;
  prefix: string;
  isChosen: boolean;
  isCurrent: boolean;
  onChoose: (place: number, isRange: boolean) => void;
  onOpen: (prefix: string) => void;
}) {
  const { id, entry, place, topPx, prefix, isChosen, isCurrent, onChoose, onOpen } = props;
  const name = entry.key.slice(prefix.length);
  return (
    // The grid has the keys.
    <div
      id={id}
      className={styles.row}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={isChosen}
      data-current={isCurrent || undefined}
      style={{ top: topPx }}
      onClick={(event) => onChoose(place, event.shiftKey)}
    >
      <span role="gridcell">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Choose ${name}`}
          checked={isChosen}
          onClick={(event) => {
            event.stopPropagation();
            onChoose(place, event.shiftKey);
          }}
          onChange={() => undefined}
        />
      </span>
      <span role="gridcell" className={styles.entry}>
        {entry.kind === "prefix" ? <Folder aria-hidden="true" /> : <File aria-hidden="true" />}
        {entry.kind === "prefix" ? (
          <button
            type="button"
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              onOpen(entry.key);
            }}
          >
            {name}
          </button>
        ) : (
          <span title={name}>{name}</span>
        )}
      </span>
      <span role="gridcell" className={styles.number}>
        {entry.kind === "object" && formatBytes(entry.object.sizeBytes)}
      </span>
      <span
        role="gridcell"
        className={styles.number}
        title={entry.kind === "object" ? formatWhen(entry.object.modifiedMs) : undefined}
      >
        {entry.kind === "object" && formatAge(entry.object.modifiedMs, Date.now())}
      </span>
    </div>
  );
}
