import type { EditorLanguage } from "../../lib/editor/highlightText.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { shownParam } from "../../lib/params/shownParam.ts";
import type { CellSnapshot } from "../../lib/share/snapshots.ts";
import { MarkdownView } from "../cell-kinds/MarkdownView.tsx";
import editorStyles from "../editor/CodeEditor.module.css";
import { ColouredText } from "../editor/ColouredText.tsx";
import { maxColouredLength } from "../editor/editorMetrics.ts";
import { Snapshot } from "../share/Snapshot.tsx";
import styles from "./EmbedCell.module.css";

/** How the code of each kind is coloured; of kinds that are not here, it is shown plain. */
const languages: Readonly<Record<string, EditorLanguage>> = { sql: "sql", ts: "typescript", chart: "json" };

/** One cell to be read: its prose, or its code with the rows that came along. */
export function EmbedCell({ cell, snapshot }: { cell: Cell; snapshot: CellSnapshot | null }) {
  const { kind, name, source } = cell;
  if (kind === "md") return source.trim() === "" ? null : <MarkdownView text={source} />;
  const param = kind === "input" ? shownParam(cell) : null;
  if (param)
    return (
      <section className={styles.param} id={`cell-${name.toLowerCase()}`} aria-label={name}>
        <span className={styles.label}>{param.label}</span>
        <span className={styles.value}>{param.value}</span>
      </section>
    );
  const language = Object.hasOwn(languages, kind) ? languages[kind] : undefined;
  return (
    <section className={styles.cell} id={name === "" ? undefined : `cell-${name.toLowerCase()}`}>
      {name !== "" && <h2 className={styles.name}>{name}</h2>}
      <pre className={`${styles.code} ${editorStyles.syntax}`}>
        {language && source.length <= maxColouredLength ? (
          <ColouredText text={source} language={language} />
        ) : (
          source
        )}
      </pre>
      {snapshot && (
        <div className={styles.snapshot}>
          <Snapshot snapshot={snapshot} />
        </div>
      )}
    </section>
  );
}
