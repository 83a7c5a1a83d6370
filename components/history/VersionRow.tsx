import { useEffect, useRef, useState } from "react";
import type { VersionEntry, VersionReason } from "../../lib/history/versionEntry.ts";
import type { NotebookHistory } from "../../lib/store/keeping/notebookHistory.ts";
import { useNear } from "../editor/useNear.ts";
import { formatWhen } from "../ui/formatWhen.ts";
import { timeOf } from "./dayOf.ts";
import styles from "./HistoryPanel.module.css";
import { useRestore } from "./useRestore.ts";
import type { VersionDocuments } from "./versionDocuments.ts";

const nearMarginPx = 200;

const why: Record<VersionReason, string> = {
  edited: "",
  opened: "as it was opened",
  deleting: "before cells went",
  restoring: "before an older version came back",
  replaced: "before what was written elsewhere came in",
  leaving: "when the page was left",
};

/** One version: when, why it was kept, and what had changed. Its text is read once it can be seen. */
export function VersionRow(props: {
  version: VersionEntry;
  before: VersionEntry | null;
  history: NotebookHistory;
  documents: VersionDocuments;
  onCompare: () => void;
}) {
  const { version, before, history, documents, onCompare } = props;
  const item = useRef<HTMLLIElement>(null);
  const isNear = useNear(item, nearMarginPx);
  const [words, setWords] = useState<string | null>(null);
  const { restore, isReadOnly } = useRestore(history);
  useEffect(() => {
    if (!isNear) return;
    let isCurrent = true;
    documents.words(version, before).then(
      (found) => isCurrent && setWords(found),
      () => isCurrent && setWords("could not be read"),
    );
    return () => {
      isCurrent = false;
    };
  }, [isNear, documents, version, before]);
  return (
    <li ref={item} className={styles.item} aria-label={`Version of ${formatWhen(version.at)}`}>
      <div className={styles.line}>
        <span className={styles.time}>{timeOf(version.at)}</span>
        <span className={styles.quiet}>{why[version.reason]}</span>
      </div>
      <p className={styles.words}>{words}</p>
      <div className={styles.actions}>
        <button type="button" className={styles.action} onClick={onCompare}>
          Compare
        </button>
        <button
          type="button"
          className={styles.action}
          aria-disabled={isReadOnly}
          title={isReadOnly ? "Another tab writes this notebook." : undefined}
          onClick={() => void restore(version)}
        >
          Restore
        </button>
      </div>
    </li>
  );
}
