import { Suspense } from "react";
import type { CellId } from "../../lib/notebook/document.ts";
import { cellById, cellView } from "../../lib/store/selectors.ts";
import type { CellKind } from "../cell-kinds/cellKind.ts";
import { useCellFace } from "../cell-kinds/useCellFace.ts";
import { CodeEditor } from "../editor/CodeEditor.tsx";
import { useUiStore } from "../notebook/UiContext.tsx";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import styles from "./CellSource.module.css";
import { useCellRunKeys } from "./useCellRunKeys.ts";
import { useFailure } from "./useFailure.ts";

const FoldedSource = lazyPart(() =>
  import("../fingers/FoldedSource.tsx").then((module) => ({ default: module.FoldedSource })),
);

/** The text of a cell: its editor, or what stands for it while it is not being edited. */
export function CellSource(props: {
  id: CellId;
  kind: CellKind;
  label: string;
  mode: "command" | "edit" | null;
}) {
  const { id, kind, label, mode } = props;
  const cell = useApp((state) => cellById(state, id));
  const run = useApp((state) => cellView(state, id).run);
  const commands = useCommands();
  const store = useAppStore();
  const ui = useUiStore();
  const onRun = useCellRunKeys(id);
  const failure = useFailure(run, cell?.source ?? "");
  const face = useCellFace(cell);
  if (!cell) return null;
  if (kind.Preview && mode !== "edit") {
    return (
      <div className={styles.preview} data-part="preview">
        <kind.Preview cell={cell} />
      </div>
    );
  }
  if (cell.options.fold === "source" && mode !== "edit" && !failure) {
    return (
      <Suspense>
        <FoldedSource cell={cell} label={label} />
      </Suspense>
    );
  }
  const place = failure && cell.source === failure.source ? failure.place : null;
  const source = (
    <div className={styles.source} data-part="source">
      <CodeEditor
        cellId={id}
        label={`Source of ${label}`}
        language={kind.editorLanguage}
        value={cell.source}
        readOnly={kind.readOnlyBecause !== undefined}
        focused={mode === "edit"}
        error={place}
        onChange={(text) => commands.setSource(id, text)}
        onFocus={() => commands.select(id, "edit")}
        onCommandMode={() => commands.select(id, "command")}
        onRun={onRun}
        onSplit={(offset) => commands.splitCell(id, offset)}
        onGoTo={(maker) =>
          void import("../notebook/goToMaker.ts").then((module) =>
            module.goToMaker(maker, store, commands, ui),
          )
        }
      />
      {kind.readOnlyBecause && <p className={styles.because}>{kind.readOnlyBecause}</p>}
    </div>
  );
  if (!kind.Builder || !face.builder) return source;
  return (
    <div className={styles.faces} data-part="builder">
      {/* Who edits the text has it before them whatever was chosen. */}
      <div className={styles.pair}>
        <kind.Builder cell={cell} label={label} />
        {(face.spec || mode === "edit") && source}
      </div>
    </div>
  );
}
