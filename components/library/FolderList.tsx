import { Folder, HardDrive, Library, Trash2 } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { folderTree } from "../../lib/store/library/folderPath.ts";
import type { LibraryEntry } from "../../lib/store/library/libraryEntry.ts";
import { formatCount } from "../ui/formatCount.ts";
import styles from "./Library.module.css";

/** What the list shows: a folder with all below it ("" is everything), what is deleted, or the folder that is served. */
export type LibraryPlace = { kind: "folder"; path: string } | { kind: "deleted" } | { kind: "served" };

interface Choice {
  place: LibraryPlace;
  name: string;
  depth: number;
  count: number;
  icon: ReactNode;
}

const keyOf = (place: LibraryPlace) => (place.kind === "folder" ? `folder ${place.path}` : place.kind);

/** The folders at the left; where there is no room for that, the same as a list to choose from. */
export function FolderList(props: {
  entries: ReadonlyMap<string, LibraryEntry>;
  /** The folder on the disk that is served, and how many notebooks it has; null where there is none. */
  served: { name: string; count: number } | null;
  place: LibraryPlace;
  onPlace: (place: LibraryPlace) => void;
}) {
  const { entries, served, place, onPlace } = props;
  const choices = useMemo((): Choice[] => {
    const all = [...entries.values()];
    const kept = all.filter(({ deletedAt }) => deletedAt === null);
    const folders = folderTree(kept.map(({ folder }) => folder));
    return [
      ...(served ? [{ place: { kind: "served" as const }, depth: 0, icon: <HardDrive />, ...served }] : []),
      {
        place: { kind: "folder", path: "" },
        name: "All notebooks",
        depth: 0,
        count: kept.length,
        icon: <Library />,
      },
      ...folders.map(({ path, name, depth, count }) => ({
        place: { kind: "folder" as const, path },
        name,
        depth,
        count,
        icon: <Folder />,
      })),
      {
        place: { kind: "deleted" },
        name: "Recently deleted",
        depth: 0,
        count: all.length - kept.length,
        icon: <Trash2 />,
      },
    ];
  }, [entries, served]);
  const chosen = keyOf(place);
  return (
    <nav className={styles.folders} aria-label="Folders">
      <ul className={styles.folderList}>
        {choices.map(({ place: to, name, depth, count, icon }) => (
          <li key={keyOf(to)} data-part={to.kind}>
            <button
              type="button"
              className={styles.folder}
              aria-current={keyOf(to) === chosen ? "true" : undefined}
              style={{ paddingInlineStart: 8 + 16 * depth }}
              onClick={() => onPlace(to)}
            >
              <span className={styles.folderIcon} aria-hidden="true">
                {icon}
              </span>
              <span className={styles.folderName}>{name}</span>
              <span className={styles.quiet}>{formatCount(count)}</span>
            </button>
          </li>
        ))}
      </ul>
      <select
        className={styles.folderSelect}
        aria-label="Folder"
        value={chosen}
        onChange={(event) => {
          const found = choices.find(({ place: to }) => keyOf(to) === event.target.value);
          if (found) onPlace(found.place);
        }}
      >
        {choices.map(({ place: to, name, depth, count }) => (
          <option key={keyOf(to)} value={keyOf(to)}>
            {"\u2003".repeat(depth)}
            {name} ({formatCount(count)})
          </option>
        ))}
      </select>
    </nav>
  );
}
