import { useEffect, useState } from "react";
import type { VersionEntry } from "../../lib/history/versionEntry.ts";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./HistoryPanel.module.css";
import type { VersionDocuments } from "./versionDocuments.ts";

/** Typing goes on for a moment before anybody compares. */
const afterMs = 400;

/** What was changed since the newest version; nothing where nothing was. */
export function PresentRow({ newest, documents }: { newest: VersionEntry; documents: VersionDocuments }) {
  const present = useApp((state) => state.document);
  const [words, setWords] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      documents.wordsSince(newest, present).then(
        (found) => isCurrent && setWords(found),
        () => isCurrent && setWords(null),
      );
    }, afterMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [documents, newest, present]);
  if (words === null) return null;
  return (
    <li className={styles.item} aria-label="Now">
      <div className={styles.line}>
        <span className={styles.time}>Now</span>
        <span className={styles.quiet}>a version of its own soon</span>
      </div>
      <p className={styles.words}>{words}</p>
    </li>
  );
}
