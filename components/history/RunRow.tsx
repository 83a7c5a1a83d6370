import { useState } from "react";
import type { EditorLanguage } from "../../lib/editor/highlightText.ts";
import type { ListedRun } from "../../lib/history/ranTexts.ts";
import type { NotebookHistory } from "../../lib/store/keeping/notebookHistory.ts";
import { notify } from "../../lib/store/notices.ts";
import { cellKindOf } from "../cell-kinds/cellKinds.ts";
import editorStyles from "../editor/CodeEditor.module.css";
import { ColouredText } from "../editor/ColouredText.tsx";
import { maxColouredLength } from "../editor/editorMetrics.ts";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { countOf } from "../ui/formatCount.ts";
import { formatElapsed } from "../ui/formatElapsed.ts";
import { formatWhen } from "../ui/formatWhen.ts";
import { timeOf } from "./dayOf.ts";
import { focusCell } from "./focusCell.ts";
import styles from "./HistoryPanel.module.css";

/** Whoever scrolls by keys has to be able to stand on what scrolls. */
const reachable = { tabIndex: 0 };

/** One run: of which cell, when, how long, what came of it, and the text that ran. */
export function RunRow({ run, history }: { run: ListedRun; history: NotebookHistory }) {
  const { of, at, error } = run;
  const store = useAppStore();
  const commands = useCommands();
  const [isOpen, setIsOpen] = useState(false);
  const cellId = useApp(
    ({ document }) =>
      document.cells.find(({ name }) => name.toLowerCase() === of.name.toLowerCase())?.id ?? null,
  );
  const language: EditorLanguage = cellKindOf(of.kind).editorLanguage;

  function putBack(): void {
    const problem = history.putBack(of);
    if (problem) notify(store, "info", problem);
    else focusCell(store.getState().selection.cellId);
  }

  function insert(): void {
    history.insert(of);
    focusCell(store.getState().selection.cellId);
  }

  function goThere(): void {
    if (cellId === null) return;
    commands.select(cellId, "command");
    focusCell(cellId);
  }

  return (
    <li className={styles.item} aria-label={`Run of ${of.name}, ${formatWhen(at)}`}>
      <div className={styles.line}>
        {cellId === null ? (
          <span className={styles.name}>{of.name}</span>
        ) : (
          <button type="button" className={styles.name} title="Go to the cell" onClick={goThere}>
            {of.name}
          </button>
        )}
        <span className={styles.quiet}>{timeOf(at)}</span>
        <span className={styles.quiet} data-tone={run.outcome === "failed" ? "danger" : undefined}>
          {whatCame(run)}
        </span>
      </div>
      {error && <p className={styles.error}>{error}</p>}
      <button
        type="button"
        className={styles.first}
        aria-expanded={isOpen}
        aria-label={`Text that ran as ${of.name}: ${firstLine(of.text)}`}
        onClick={() => setIsOpen(!isOpen)}
      >
        {firstLine(of.text)}
      </button>
      {isOpen && (
        <>
          <pre className={`${styles.text} ${editorStyles.syntax}`} {...reachable}>
            {of.text.length <= maxColouredLength ? (
              <ColouredText text={of.text} language={language} />
            ) : (
              of.text
            )}
          </pre>
          <div className={styles.actions}>
            <button type="button" className={styles.action} onClick={putBack}>
              Put this text back
            </button>
            <button type="button" className={styles.action} onClick={insert}>
              Insert as a new cell
            </button>
          </div>
        </>
      )}
    </li>
  );
}

function whatCame({ outcome, elapsedMs, rows, times }: ListedRun): string {
  const elapsed = formatElapsed(elapsedMs);
  const what = {
    done: elapsed,
    failed: `failed after ${elapsed}`,
    cancelled: `stopped after ${elapsed}`,
  }[outcome];
  return [what, rows === null ? "" : countOf(rows, "row"), times > 1 ? `${times} times` : ""]
    .filter(Boolean)
    .join(" · ");
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] || "(empty)";
}
