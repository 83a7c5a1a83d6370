import { Info, TriangleAlert } from "lucide-react";
import { lazyModule } from "../../lib/lazy/lazyModule.ts";
import type { CellId } from "../../lib/notebook/document.ts";
import type { Hint, Mend } from "../../lib/profile/hints/hint.ts";
import { counted } from "../../lib/profile/profileWords.ts";
import type { RowFilter } from "../../lib/profile/rowFilter.ts";
import { bareName } from "../../lib/sql/bareName.ts";
import type { addCleanSteps } from "../../lib/store/steps/addCleanSteps.ts";
import { insertStep } from "../../lib/store/steps/insertStep.ts";
import { showFace } from "../cell-kinds/faces.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import styles from "./HintList.module.css";

/** Writes YAML, which a profile that is only looked at has no need of. */
const mending = lazyModule(() => import("../../lib/store/steps/addCleanSteps.ts"));

/** What about a column deserves a look, the rows that it is about, and the step that mends it as a cell to read first. */
export function HintList(props: {
  hints: readonly Hint[];
  /** The relation's name, and the cell below which steps go. */
  relation: string;
  after: CellId | null;
  onFilter: ((filter: RowFilter) => void) | null;
  /** Called once a cell was put in, which then has the keyboard. */
  onInserted?: () => void;
}) {
  const { hints, relation, after, onFilter, onInserted } = props;
  const store = useAppStore();
  const commands = useCommands();
  if (hints.length === 0) return null;

  function insert(sql: string, name: string, isRun: boolean): void {
    const id = insertStep(store.getState(), commands, { after, sql, name });
    if (isRun) void commands.run(id);
    onInserted?.();
  }

  /** As a step where one does it, with its builder open on what it would do; else as SQL to read first. */
  function mend({ mend: found }: Hint): void {
    if (!found) return;
    const { step } = found;
    if (step === null) insert(found.sql(relation), `${relation}_mended`, false);
    else void mending.load().then(({ addCleanSteps }) => addStep(addCleanSteps, step));
  }

  function addStep(add: typeof addCleanSteps, step: NonNullable<Mend["step"]>): void {
    const id = add(store.getState(), commands, { relation, after, steps: [step] });
    const { notebookId, document } = store.getState();
    const name = document.cells.find((cell) => cell.id === id)?.name;
    if (name !== undefined) showFace(notebookId, name, { builder: true, spec: false });
    onInserted?.();
  }

  function showRows({ filter, where, rule, column }: Hint): void {
    if (filter && onFilter) onFilter(filter);
    else if (where)
      insert(
        `-- ${column.replace(/[\r\n]+/g, " ")}: ${rule}\nselect * from ${bareName(relation)}\nwhere ${where(relation)}`,
        `${relation}_rows`,
        true,
      );
  }

  return (
    <ul className={styles.hints} aria-label="Hints">
      {hints.map((hint) => (
        <li key={hint.rule + hint.title} data-tone={hint.tone}>
          {hint.tone === "look" ? <TriangleAlert aria-hidden="true" /> : <Info aria-hidden="true" />}
          <div>
            <p>
              {hint.title}
              {hint.rows !== null && (
                <span className={styles.rows}>
                  {" "}
                  · {hint.isSampled ? "≈ " : ""}
                  {counted(hint.rows, "row")}
                  {hint.isSampled && " in a sample"}
                </span>
              )}
            </p>
            <div className={styles.actions}>
              {hint.where && (
                <button type="button" onClick={() => showRows(hint)}>
                  Show rows
                </button>
              )}
              {hint.mend && (
                <button
                  type="button"
                  title={
                    hint.mend.step === null
                      ? "Puts the SQL that does it into a cell below"
                      : "Adds the step that does it to a clean cell, which shows what it would change"
                  }
                  onClick={() => mend(hint)}
                >
                  {hint.mend.label}…
                </button>
              )}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
