import { Ellipsis, PencilLine, Play, Square } from "lucide-react";
import type { CellId } from "../../lib/notebook/document.ts";
import { keyLabel } from "../../lib/notebookKeys/keyLabel.ts";
import { cellView, isReadOnlyHere, selectedMode } from "../../lib/store/selectors.ts";
import type { CellKind } from "../cell-kinds/cellKind.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { isMac } from "../ui/isMac.ts";
import styles from "./CellActions.module.css";
import { CellMenuButton } from "./CellMenuButton.tsx";

const runKey = keyLabel("$mod+Enter", isMac).join(isMac ? "" : "+");

/** Kind, more, run or stop: shown on hover, with the focus, and on the selected cell. */
export function CellActions({ id, kind, label }: { id: CellId; kind: CellKind; label: string }) {
  return (
    <span className={styles.actions}>
      <CellMenuButton id={id} show="kind" label={`${kind.label}, kind of ${label}`} text={kind.label} />
      <CellMenuButton id={id} show="more" label={`More actions for ${label}`} icon={<Ellipsis />} />
      {/* In the corner, where it is found without looking and stands still while the words beside the name change. */}
      {kind.runnable && <RunButton id={id} />}
      {kind.Preview && <EditButton id={id} />}
    </span>
  );
}

/** One button for both, so that the focus stays on it while the cell runs. */
function RunButton({ id }: { id: CellId }) {
  const commands = useCommands();
  const status = useApp((state) => cellView(state, id).run.status);
  const readOnly = useApp(isReadOnlyHere);
  const isRunning = status === "running" || status === "queued";
  return (
    <Button
      className={isRunning ? styles.always : undefined}
      icon={isRunning ? <Square /> : <Play />}
      label={isRunning ? "Stop cell" : "Run cell"}
      hint={isRunning ? "I I" : runKey}
      iconOnly
      tone={isRunning ? "danger" : "quiet"}
      tipSide="below-end"
      aria-disabled={readOnly}
      onClick={() => void (isRunning ? commands.stop(id) : commands.run(id))}
    />
  );
}

function EditButton({ id }: { id: CellId }) {
  const commands = useCommands();
  const editing = useApp((state) => selectedMode(state, id) === "edit");
  return (
    <Button
      icon={<PencilLine />}
      label={editing ? "Finish text" : "Edit text"}
      hint={editing ? "Shift+Enter" : "Enter"}
      iconOnly
      tone="quiet"
      tipSide="below-end"
      onClick={() => commands.select(id, editing ? "command" : "edit")}
    />
  );
}
