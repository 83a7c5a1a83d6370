import { useEffect, useRef, useState } from "react";
import type { ServedNotebook } from "../../lib/store/disk/servedFolder.ts";
import { formatAge } from "../ui/formatAge.ts";
import { formatBytes } from "../ui/formatBytes.ts";
import { formatWhen } from "../ui/formatWhen.ts";
import rows from "./NotebookRows.module.css";
import { rowByKey } from "./rowWindow.ts";
import styles from "./ServedRows.module.css";

const pageRows = 8;

/** The notebooks of the served folder, by their paths; the keyboard walks them. */
export function ServedRows(props: {
  notebooks: readonly ServedNotebook[];
  isAll: boolean;
  onOpen: (path: string) => void;
}) {
  const { notebooks, isAll, onOpen } = props;
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(0);
  const isMoved = useRef(false);
  const at = Math.min(active, notebooks.length - 1);
  useEffect(() => {
    if (isMoved.current) list.current?.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus();
    isMoved.current = false;
  }, [at]);
  return (
    <div className={rows.rows}>
      <ul ref={list} className={styles.list} aria-label="Notebooks of the folder">
        {notebooks.map(({ path, bytes, modifiedMs }, index) => {
          const cut = path.lastIndexOf("/") + 1;
          const age = formatAge(modifiedMs, Date.now());
          return (
            <li key={path} className={styles.row}>
              <button
                type="button"
                className={rows.title}
                data-at={index}
                tabIndex={index === at ? 0 : -1}
                onFocus={() => setActive(index)}
                onClick={() => onOpen(path)}
                onKeyDown={(event) => {
                  const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
                  const to = isPlain ? rowByKey(event.key, at, notebooks.length, pageRows) : null;
                  if (to === null) return;
                  event.preventDefault();
                  isMoved.current = true;
                  setActive(to);
                }}
              >
                {cut > 0 && <span className={styles.above}>{path.slice(0, cut)}</span>}
                {path.slice(cut)}
              </button>
              <span className={styles.facts} title={`Changed ${formatWhen(modifiedMs)}`}>
                {formatBytes(bytes)} · {age === "now" ? "just now" : `${age} ago`}
              </span>
            </li>
          );
        })}
      </ul>
      {!isAll && (
        <p className={styles.more}>
          The folder holds more than is listed here: serve one of its folders to see those.
        </p>
      )}
    </div>
  );
}
