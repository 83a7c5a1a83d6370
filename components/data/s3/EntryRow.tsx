import { File, Folder } from "lucide-react";
import type { BucketEntry } from "../../../lib/s3/bucketEntries.ts";
import { formatAge } from "../../ui/formatAge.ts";
import { formatBytes } from "../../ui/formatBytes.ts";
import { formatWhen } from "../../ui/formatWhen.ts";
import styles from "./BucketBrowser.module.css";

/** A prefix to open, or an object to choose; the grid around it has the keys and takes its clicks. */
export function EntryRow(props: {
  id: string;
  entry: BucketEntry;
  place: number;
  prefix: string;
  isChosen: boolean;
  isCurrent: boolean;
  onOpen: (prefix: string) => void;
}) {
  const { id, entry, place, prefix, isChosen, isCurrent, onOpen } = props;
  const name = entry.key.slice(prefix.length);
  return (
    <tr
      id={id}
      className={styles.row}
      data-place={place}
      data-current={isCurrent || undefined}
      aria-rowindex={place + 2}
      aria-selected={isChosen}
    >
      <td className={styles.box}>
        <input type="checkbox" tabIndex={-1} aria-label={`Choose ${name}`} checked={isChosen} readOnly />
      </td>
      <td>
        <span className={styles.entry}>
          {entry.kind === "prefix" ? <Folder aria-hidden="true" /> : <File aria-hidden="true" />}
          {entry.kind === "prefix" ? (
            <button
              type="button"
              tabIndex={-1}
              onClick={(event) => {
                // Opening it is not choosing it.
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
      </td>
      <td className={styles.size}>{entry.kind === "object" && formatBytes(entry.object.sizeBytes)}</td>
      <td
        className={styles.age}
        title={entry.kind === "object" ? formatWhen(entry.object.modifiedMs) : undefined}
      >
        {entry.kind === "object" && formatAge(entry.object.modifiedMs, Date.now())}
      </td>
    </tr>
  );
}
