import type { EngineError } from "../../lib/engine/protocol.ts";
import type { CellId } from "../../lib/notebook/document.ts";
import { cellView } from "../../lib/store/selectors.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./InputFace.module.css";

/** What is wrong with the text of an input cell, before it has run. Afterwards the report below the cell says it. */
export function DefinitionProblem({ id, error }: { id: CellId; error: EngineError }) {
  const commands = useCommands();
  const status = useApp((state) => cellView(state, id).run.status);
  return (
    <div className={styles.broken}>
      {status !== "failed" && (
        <p className={styles.problem} role="alert">
          {error.message} {error.hint}
          {error.line !== undefined && (
            <span className={styles.place}>
              {" "}
              Line {error.line}, column {error.column}.
            </span>
          )}
        </p>
      )}
      <Button label="Edit the definition" onClick={() => commands.select(id, "edit")} />
    </div>
  );
}
