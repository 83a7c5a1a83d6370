import { useEffect, useState } from "react";
import { notebookChanges } from "../../lib/history/cellChanges.ts";
import type { VersionEntry } from "../../lib/history/versionEntry.ts";
import type { NotebookDocument } from "../../lib/notebook/document.ts";
import type { NotebookHistory } from "../../lib/store/keeping/notebookHistory.ts";
import { useApp } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { formatWhen } from "../ui/formatWhen.ts";
import { ChangesView } from "./ChangesView.tsx";
import { SwitchRow } from "./SwitchRow.tsx";
import { useRestore } from "./useRestore.ts";
import styles from "./VersionDialog.module.css";
import type { VersionDocuments } from "./versionDocuments.ts";

const sides = [
  { value: "now", label: "Since then" },
  { value: "then", label: "What changed then" },
] as const;

/** Whoever scrolls by keys has to be able to stand on what scrolls. */
const reachable = { tabIndex: 0 };

/** How a version differs from the notebook as it is now, or from the version before it, cell by cell. */
export function VersionDialog(props: {
  version: VersionEntry;
  before: VersionEntry | null;
  history: NotebookHistory;
  documents: VersionDocuments;
  onClose: () => void;
}) {
  const { version, before, history, documents, onClose } = props;
  const [side, setSide] = useState<(typeof sides)[number]["value"]>("now");
  const present = useApp((state) => state.document);
  const found = useDocument(documents, version);
  const earlier = useDocument(documents, before);
  const { restore, isReadOnly } = useRestore(history);
  const from = side === "now" ? found : earlier;
  const to = side === "now" ? present : found;
  return (
    <Dialog title={`Version of ${formatWhen(version.at)}`} wide onClose={onClose}>
      <div className={styles.bar}>
        {before && <SwitchRow label="Compare" options={sides} value={side} onChange={setSide} />}
        <span className={styles.space} />
        <Button
          label="Restore this version"
          tone="primary"
          aria-disabled={isReadOnly}
          onClick={() => {
            void restore(version);
            if (!isReadOnly) onClose();
          }}
        />
      </div>
      <section className={styles.body} aria-label="Differences" {...reachable}>
        {from === "gone" || to === "gone" ? (
          <p>This version is not kept any more, or does not read as a notebook.</p>
        ) : (
          from && to && <ChangesView changes={notebookChanges(from, to)} />
        )}
      </section>
    </Dialog>
  );
}

/** A version's document; null while it is read, and where there is no version. */
function useDocument(
  documents: VersionDocuments,
  version: VersionEntry | null,
): NotebookDocument | "gone" | null {
  const [document, setDocument] = useState<NotebookDocument | "gone" | null>(null);
  useEffect(() => {
    if (!version) return;
    let isCurrent = true;
    documents.of(version).then(
      (found) => isCurrent && setDocument(found ?? "gone"),
      () => isCurrent && setDocument("gone"),
    );
    return () => {
      isCurrent = false;
    };
  }, [documents, version]);
  return document;
}
