import { CopyPlus, Play, Square, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useState } from "react";
import { uniqueCellName } from "../../lib/notebook/cellNames.ts";
import { pasteEdit } from "../../lib/notebookPaste/pasteEdit.ts";
import { cellView, isReadOnlyHere } from "../../lib/store/selectors.ts";
import { CellErrorBoundary } from "../cell/CellErrorBoundary.tsx";
import { cellKindOf } from "../cell-kinds/cellKinds.ts";
import { CodeEditor } from "../editor/CodeEditor.tsx";
import { useUiStore } from "../notebook/UiContext.tsx";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { readScratch, type ScratchText, writeScratch } from "./keptScratch.ts";
import styles from "./ScratchCell.module.css";
import { ScratchOutput } from "./ScratchOutput.tsx";

/** Of the cell in the runner's eyes; no cell of a notebook can have it, because of its blank. */
const scratchId = "scratch cell";

/** A cell to try something in: it reads the notebook's relations and is no part of it; this device keeps its text. */
export function ScratchCell() {
  const notebookId = useApp((state) => state.notebookId);
  return <OfNotebook key={notebookId} notebookId={notebookId} />;
}

function OfNotebook({ notebookId }: { notebookId: string }) {
  const store = useAppStore();
  const commands = useCommands();
  const ui = useUiStore();
  const [text, setText] = useState(() => readScratch(notebookId));
  const [ran, setRan] = useState<ScratchText | null>(null);
  const [isFocused, setIsFocused] = useState(true);
  const status = useApp((state) => cellView(state, scratchId).run.status);
  const readOnly = useApp(isReadOnlyHere);
  const isRunning = status === "running" || status === "queued";
  const kind = cellKindOf(text.kind);

  // What it showed belongs to the notebook that is left.
  useEffect(
    () => () =>
      store.setState(({ cells }) => ({
        cells: Object.fromEntries(Object.entries(cells).filter(([id]) => id !== scratchId)),
      })),
    [store],
  );

  function change(to: Partial<ScratchText>): void {
    const changed = { ...text, ...to };
    setText(changed);
    writeScratch(notebookId, changed);
  }

  async function run(): Promise<void> {
    if (readOnly || isRunning) return;
    const { document, sources } = store.getState();
    const name = uniqueCellName(
      document,
      "scratch",
      sources.map(({ relation }) => relation),
    );
    setRan(text);
    store.setState({ scratch: { id: scratchId, ...text, name, options: {}, layout: null } });
    await commands.run(scratchId);
    store.setState(({ scratch }) => (scratch?.id === scratchId ? { scratch: null } : {}));
  }

  function keep(): void {
    const { document, sources, selection } = store.getState();
    const cell = { id: "", ...text, name: "", options: {}, layout: null };
    const after = selection.cellId ?? document.cells.at(-1)?.id ?? null;
    const made = pasteEdit(
      document,
      [cell],
      after,
      sources.map(({ relation }) => relation),
    );
    commands.edit([made.edit]);
    change({ source: "" });
    ui.setState({ scratch: false, anchor: null });
    commands.select(made.last, "command");
  }

  function close(): void {
    ui.setState({ scratch: false });
    const { cellId } = store.getState().selection;
    document.querySelector<HTMLElement>(`main [data-cell-id="${CSS.escape(cellId ?? "")}"]`)?.focus();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  }

  return (
    <section className={styles.drawer} aria-label="Scratch cell" onKeyDown={onKey}>
      <header className={styles.header}>
        <h2 className={styles.title}>Scratch</h2>
        <span className={styles.note}>Not part of the notebook</span>
        <span className={styles.space} />
        <select
          className={styles.kind}
          aria-label="Kind of the scratch cell"
          value={text.kind}
          onChange={({ target }) => change({ kind: target.value === "ts" ? "ts" : "sql" })}
        >
          <option value="sql">SQL</option>
          <option value="ts">TypeScript</option>
        </select>
        <Button
          icon={<CopyPlus />}
          label="Make it a cell"
          iconOnly="narrow"
          tone="quiet"
          tipSide="above"
          disabled={text.source.trim() === ""}
          onClick={keep}
        />
        <Button
          icon={isRunning ? <Square /> : <Play />}
          label={isRunning ? "Stop scratch cell" : "Run scratch cell"}
          iconOnly
          tone={isRunning ? "danger" : "quiet"}
          tipSide="above"
          aria-disabled={readOnly}
          onClick={() => void (isRunning ? commands.stop(scratchId) : run())}
        />
        <Button
          icon={<X />}
          label="Close scratch cell"
          iconOnly
          tone="quiet"
          tipSide="above"
          onClick={close}
        />
      </header>
      <div className={styles.body}>
        <CodeEditor
          cellId={scratchId}
          label="Source of the scratch cell"
          language={kind.editorLanguage}
          value={text.source}
          focused={isFocused}
          error={null}
          onChange={(source) => change({ source })}
          onFocus={() => setIsFocused(true)}
          onCommandMode={close}
          onRun={() => void run()}
          onSplit={() => undefined}
          onGoTo={(maker) =>
            void import("../notebook/goToMaker.ts").then((module) =>
              module.goToMaker(maker, store, commands, ui),
            )
          }
        />
        <CellErrorBoundary>
          {ran && (
            <ScratchOutput
              id={scratchId}
              text={ran}
              isStale={ran.source !== text.source || ran.kind !== text.kind}
            />
          )}
        </CellErrorBoundary>
      </div>
    </section>
  );
}
