import { ExternalLink } from "lucide-react";
import { useEffect, useState } from "react";
import type { EngineError } from "../../lib/engine/protocol.ts";
import { readyToRead } from "../../lib/formats/frontMatter.ts";
import { openAsText } from "../../lib/formats/openAsText.ts";
import { NotebookParseError, parseNotebook } from "../../lib/formats/parseNotebook.ts";
import type { NotebookDocument } from "../../lib/notebook/document.ts";
import { decodeCapsule } from "../../lib/share/decodeCapsule.ts";
import type { CellSnapshot } from "../../lib/share/snapshots.ts";
import { EmbedCell } from "./EmbedCell.tsx";
import styles from "./EmbedPage.module.css";

type Shown =
  | { status: "reading" }
  | { status: "refused"; error: EngineError }
  | { status: "shown"; document: NotebookDocument; snapshots: readonly CellSnapshot[]; cell: string | null };

/** The notebook of this page's fragment, to be read inside other pages: nothing runs, nothing is fetched or stored. */
export function EmbedPage() {
  const fragment = useFragment();
  const [shown, setShown] = useState<Shown>({ status: "reading" });
  useEffect(() => {
    let current = true;
    void read(fragment).then((next) => {
      if (current) setShown(next);
    });
    return () => {
      current = false;
    };
  }, [fragment]);
  useEffect(() => {
    if (shown.status !== "shown") return;
    document.title = shown.document.title;
    if (shown.cell !== null) document.getElementById(`cell-${shown.cell.toLowerCase()}`)?.scrollIntoView();
  }, [shown]);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{shown.status === "shown" ? shown.document.title : "Notebook"}</h1>
        <a className={styles.open} href={appAddress(fragment)} target="_blank" rel="noopener noreferrer">
          Open in Eider
          <ExternalLink aria-hidden="true" />
        </a>
      </header>
      {shown.status === "refused" && (
        <div className={styles.refused} role="alert">
          <p>{shown.error.message}</p>
          {shown.error.hint && <p className={styles.quiet}>{shown.error.hint}</p>}
        </div>
      )}
      {shown.status === "shown" && (
        <main className={styles.cells}>
          {shown.document.cells.map((cell) => (
            <EmbedCell key={cell.id} cell={cell} snapshot={snapshotOf(shown.snapshots, cell.name)} />
          ))}
        </main>
      )}
    </div>
  );
}

async function read(fragment: string): Promise<Shown> {
  const capsule = await decodeCapsule(fragment);
  if (!capsule.ok) return { status: "refused", error: capsule.error };
  const { text, snapshots = [], cell = null } = capsule.value;
  await readyToRead(text);
  return { status: "shown", document: documentOf(text), snapshots, cell };
}

function documentOf(text: string): NotebookDocument {
  try {
    return parseNotebook(text);
  } catch (thrown) {
    // A text that is no notebook is shown as it is.
    if (!(thrown instanceof NotebookParseError)) throw thrown;
    return openAsText(text);
  }
}

function snapshotOf(snapshots: readonly CellSnapshot[], name: string): CellSnapshot | null {
  if (name === "") return null;
  return snapshots.find((snapshot) => snapshot.name.toLowerCase() === name.toLowerCase()) ?? null;
}

/** The page is part of the app's folder, and the app opens the very same fragment. */
function appAddress(fragment: string): string {
  return new URL("../", location.href.replace(/[?#].*$/s, "")).href + fragment;
}

function useFragment(): string {
  const [fragment, setFragment] = useState(location.hash);
  useEffect(() => {
    const onChange = () => setFragment(location.hash);
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  return fragment;
}
