import type * as Monaco from "monaco-editor/editor";
import { type EditorAction, editorAction } from "../../lib/editor/editorKeys.ts";
import type { EditorLanguage } from "../../lib/editor/highlightText.ts";
import { textEdit } from "../../lib/editor/textEdit.ts";
import { maxHeightPx } from "./editorMetrics.ts";
import { editorOptions } from "./editorOptions.ts";
import type { MonacoSetup } from "./monacoSetup.ts";

/** What an editor tells its cell. Offsets are UTF-16 units of the text with LF line ends. */
export interface EditorEvents {
  onChange(text: string): void;
  onFocus(): void;
  onBlur(): void;
  onCommandMode(): void;
  onAction(action: EditorAction, offset: number): void;
}

export interface EditorError {
  line: number;
  column: number;
  length?: number;
  message: string;
}

/** A mounted Monaco editor, in the few words that CodeEditor needs. */
export interface MountedEditor {
  configure(label: string, readOnly: boolean): void;
  setText(text: string): void;
  setError(error: EditorError | null): void;
  focus(): void;
  select(start: number, end: number): void;
  viewState(): Monaco.editor.ICodeEditorViewState | null;
  dispose(): void;
}

/** Puts an editor for `model` into `host`, whose height it sets to its content's. */
export function mountMonaco(
  { monaco, overflow }: MonacoSetup,
  host: HTMLElement,
  model: Monaco.editor.ITextModel,
  language: EditorLanguage,
  viewState: Monaco.editor.ICodeEditorViewState | null,
  events: EditorEvents,
): MountedEditor {
  const editor = monaco.editor.create(host, {
    ...editorOptions(language, getComputedStyle(host).fontFamily),
    model,
    overflowWidgetsDomNode: overflow,
  });
  if (viewState) editor.restoreViewState(viewState);
  // The text last given or told, so that an echo of the same string costs nothing.
  let known = text(model, monaco);
  let applying = false;

  const fitHeight = () => {
    const height = Math.min(editor.getContentHeight(), maxHeightPx);
    host.style.height = `${height}px`;
    editor.layout({ width: host.clientWidth, height });
  };
  fitHeight();
  editor.onDidContentSizeChange((change) => change.contentHeightChanged && fitHeight());
  const resized = new ResizeObserver(fitHeight);
  resized.observe(host);

  editor.onDidChangeModelContent(() => {
    known = text(model, monaco);
    if (!applying) events.onChange(known);
  });
  editor.onDidFocusEditorText(() => events.onFocus());
  editor.onDidBlurEditorWidget(() => events.onBlur());
  editor.onKeyDown((event) => {
    const action = editorAction(event.browserEvent);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    const position = editor.getPosition();
    events.onAction(action, position ? model.getOffsetAt(position) : 0);
  });
  editor.addAction({
    id: "eider.commandMode",
    label: "Leave the editor (command mode)",
    keybindings: [monaco.KeyCode.Escape],
    // Escape first closes whatever is open in the editor.
    keybindingContext: escapeIsFree,
    run: () => events.onCommandMode(),
  });

  return {
    configure: (ariaLabel, readOnly) => editor.updateOptions({ ariaLabel, readOnly }),
    setText(after) {
      if (after === known) return;
      const edit = textEdit(known, after);
      known = after;
      if (!edit) return;
      applying = true;
      const range = monaco.Range.fromPositions(
        model.getPositionAt(edit.start),
        model.getPositionAt(edit.end),
      );
      model.pushEditOperations(editor.getSelections(), [{ range, text: edit.text }], () => null);
      applying = false;
    },
    setError(error) {
      monaco.editor.setModelMarkers(model, "eider", error ? [marker(error, model, monaco)] : []);
    },
    focus: () => editor.focus(),
    select(start, end) {
      editor.setSelection(monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)));
    },
    viewState: () => editor.saveViewState(),
    dispose() {
      resized.disconnect();
      editor.dispose();
      host.style.height = "";
    },
  };
}

const escapeIsFree = [
  "suggestWidgetVisible",
  "findWidgetVisible",
  "parameterHintsVisible",
  "renameInputVisible",
  "referenceSearchVisible",
  "markersNavigationVisible",
  "inlineSuggestionVisible",
  "inSnippetMode",
  "editorHasMultipleSelections",
  "accessibilityHelpWidgetVisible",
  "editorHoverFocused",
  "inQuickOpen",
]
  .map((key) => `!${key}`)
  .join(" && ");

function text(model: Monaco.editor.ITextModel, monaco: typeof Monaco): string {
  return model.getValue(monaco.editor.EndOfLinePreference.LF);
}

function marker(
  error: EditorError,
  model: Monaco.editor.ITextModel,
  monaco: typeof Monaco,
): Monaco.editor.IMarkerData {
  const line = Math.min(Math.max(1, error.line), model.getLineCount());
  const startColumn = Math.min(Math.max(1, error.column), model.getLineMaxColumn(line));
  const word = model.getWordAtPosition({ lineNumber: line, column: startColumn });
  const endColumn = error.length ? startColumn + error.length : (word?.endColumn ?? startColumn + 1);
  return {
    severity: monaco.MarkerSeverity.Error,
    message: error.message,
    startLineNumber: line,
    startColumn,
    endLineNumber: line,
    endColumn,
  };
}
