import type * as Monaco from "monaco-editor/editor";
import type { Maker } from "../../../lib/editor/sql/known.ts";
import { type Definition, sqlDefinition } from "../../../lib/editor/sql/sqlDefinition.ts";
import styles from "../CodeEditor.module.css";
import { cellOfModel, rangeOf, sqlAssistant, textOf } from "./sqlAssistant.ts";
import { sqlHost } from "./sqlHost.ts";

/** The keys of SQL editors: format and explain, and F12, or a click with Ctrl or Cmd, that leads to what makes a name. */
export function addSqlActions(
  monaco: typeof Monaco,
  editor: Monaco.editor.IStandaloneCodeEditor,
  onMaker: (maker: Maker) => void,
): void {
  const at = (position: Monaco.IPosition | null | undefined): Definition | null => {
    const model = editor.getModel();
    const known = model && sqlAssistant()?.knowledge(cellOfModel(model));
    if (!model || !known || !position) return null;
    return sqlDefinition(textOf(monaco, model), model.getOffsetAt(position), known);
  };
  const go = (position: Monaco.IPosition | null | undefined) => {
    const model = editor.getModel();
    const found = at(position);
    if (!model || !found) return;
    if (found.kind === "maker") return onMaker(found.maker);
    const range = rangeOf(monaco, model, found.range);
    editor.setSelection(range);
    editor.revealRangeInCenterIfOutsideViewport(range);
  };
  // Monaco's own key for it differs from system to system.
  editor.addAction({
    id: "eider.format",
    label: "Format the SQL",
    keybindings: [monaco.KeyMod.Shift | monaco.KeyMod.Alt | monaco.KeyCode.KeyF],
    run: () => editor.getAction("editor.action.formatDocument")?.run(),
  });
  editor.addAction({
    id: "eider.explain",
    label: "Explain the query",
    keybindings: [monaco.KeyMod.Shift | monaco.KeyMod.Alt | monaco.KeyCode.KeyE],
    run: async () => {
      const model = editor.getModel();
      const tools = await sqlHost()?.commands.sqlTools();
      if (model) await tools?.explain(cellOfModel(model), false);
    },
  });
  editor.addAction({
    id: "eider.goToDefinition",
    label: "Go to what makes this name",
    keybindings: [monaco.KeyCode.F12],
    contextMenuGroupId: "navigation",
    run: () => go(editor.getPosition()),
  });
  editor.onMouseDown(({ event, target }) => {
    if ((event.ctrlKey || event.metaKey) && event.leftButton) go(target.position);
  });
  const marks = editor.createDecorationsCollection();
  editor.onMouseMove(({ event, target }) => {
    const model = editor.getModel();
    const position = event.ctrlKey || event.metaKey ? target.position : null;
    const word = position && model?.getWordAtPosition(position);
    if (!position || !word || !at(position)) return marks.clear();
    const range = new monaco.Range(
      position.lineNumber,
      word.startColumn,
      position.lineNumber,
      word.endColumn,
    );
    marks.set([{ range, options: { inlineClassName: styles.followed } }]);
  });
  editor.onKeyUp(() => marks.clear());
  editor.onMouseLeave(() => marks.clear());
}
