import { useMemo, useState } from "react";
import type { VersionEntry } from "../../lib/history/versionEntry.ts";
import type { NotebookHistory } from "../../lib/store/keeping/notebookHistory.ts";
import { useNow } from "../ui/useNow.ts";
import { byDay } from "./dayOf.ts";
import styles from "./HistoryPanel.module.css";
import { PresentRow } from "./PresentRow.tsx";
import { useKept } from "./useHistory.ts";
import { VersionDialog } from "./VersionDialog.tsx";
import { VersionRow } from "./VersionRow.tsx";
import { VersionDocuments } from "./versionDocuments.ts";

const minuteMs = 60_000;

const readVersions = (history: NotebookHistory) => history.versions();

/** The versions that are kept, newest first, by day. */
export function VersionList({ history }: { history: NotebookHistory }) {
  const { kept, problem } = useKept(history, readVersions);
  const documents = useMemo(() => new VersionDocuments(history), [history]);
  const [compared, setCompared] = useState<VersionEntry | null>(null);
  const now = useNow(minuteMs);
  if (problem) {
    return (
      <p role="alert" className={styles.empty}>
        The versions could not be read: {problem}
      </p>
    );
  }
  if (!kept) return null;
  if (kept.length === 0) {
    return (
      <p className={styles.empty}>
        No versions yet. One is kept after each burst of editing, and before cells are deleted.
      </p>
    );
  }
  const [newest] = kept;
  const before = new Map(kept.map((version, at) => [version.id, kept[at + 1] ?? null]));
  return (
    <>
      {newest && (
        <ul className={styles.list}>
          <PresentRow newest={newest} documents={documents} />
        </ul>
      )}
      {byDay(kept, now).map(({ day, items }) => (
        <section key={day} aria-label={day}>
          <h3 className={styles.day}>{day}</h3>
          <ul className={styles.list}>
            {items.map((version) => (
              <VersionRow
                key={version.id}
                version={version}
                before={before.get(version.id) ?? null}
                history={history}
                documents={documents}
                onCompare={() => setCompared(version)}
              />
            ))}
          </ul>
        </section>
      ))}
      {compared && (
        <VersionDialog
          version={compared}
          before={before.get(compared.id) ?? null}
          history={history}
          documents={documents}
          onClose={() => setCompared(null)}
        />
      )}
    </>
  );
}
