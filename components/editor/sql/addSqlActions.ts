import type * as Monaco from "monaco-editor/editor";
import type { Maker } from "../../../lib/editor/sql/known.ts";
import type { Definition } from "../../../lib/editor/sql/sqlDefinition.ts";
import styles from "../CodeEditor.module.css";
import { cellOfModel } from "./cellOfModel.ts";
import { loadSqlHelp } from "./loadSqlHelp.ts";
import { sqlHost } from "./sqlHost.ts";

/** The keys of SQL editors: format and explain, and F12, or a click with Ctrl or Cmd, that leads to what makes a name. */
export function addSqlActions(
  monaco: typeof Monaco,
  editor: Monaco.editor.IStandaloneCodeEditor,
  onMaker: (maker: Maker) => void,
): void {
  const find = async (position: Monaco.IPosition | null | undefined): Promise<Definition | null> => {
    const model = editor.getModel();
    if (!model || !position) return null;
    return (await loadSqlHelp()).definitionAt(monaco, model, position);
  };
  const go = async (position: Monaco.IPosition | null | undefined) => {
    const found = await find(position);
    const model = editor.getModel();
    if (!model || !found) return;
    if (found.kind === "maker") return onMaker(found.maker);
    const { start, end } = found.range;
    const range = monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
    editor.setSelection(range);
    editor.revealRangeInCenterIfOutsideViewport(range);
  };
  // On its way before it is wanted.
  editor.onDidFocusEditorText(() => void loadSqlHelp());
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
    if ((event.ctrlKey || event.metaKey) && event.leftButton) void go(target.position);
  });
  const marks = editor.createDecorationsCollection();
  editor.onMouseMove(async ({ event, target }) => {
    const position = event.ctrlKey || event.metaKey ? target.position : null;
    const word = position && editor.getModel()?.getWordAtPosition(position);
    if (!position || !word || !(await find(position))) return marks.clear();
    const { lineNumber } = position;
    const range = new monaco.Range(lineNumber, word.startColumn, lineNumber, word.endColumn);
    marks.set([{ range, options: { inlineClassName: styles.followed } }]);
  });
  editor.onKeyUp(() => marks.clear());
  editor.onMouseLeave(() => marks.clear());
}
