import type * as Monaco from "monaco-editor/editor";
import type { EditorError } from "./mountMonaco.ts";

/** An error as Monaco underlines it: at least one character long, and inside the text whatever the error says. */
export function errorMarker(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  error: EditorError,
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
