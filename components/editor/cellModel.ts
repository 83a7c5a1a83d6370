import type * as Monaco from "monaco-editor/editor";
import type { EditorLanguage } from "../../lib/editor/highlightText.ts";
import { cellAddress } from "./cellUri.ts";
import { maxLines } from "./editorMetrics.ts";

const extensions: Record<EditorLanguage, string> = {
  sql: "sql",
  typescript: "ts",
  markdown: "md",
  json: "json",
  yaml: "yaml",
};

/** The text model of a cell: the one there is, or a new one with `text`. It outlives the editor and keeps the undo history. */
export function cellModel(
  monaco: typeof Monaco,
  cellId: string,
  language: EditorLanguage,
  text: string,
): Monaco.editor.ITextModel {
  const uri = monaco.Uri.parse(cellAddress(cellId, extensions[language]));
  const model = monaco.editor.getModel(uri) ?? monaco.editor.createModel(text, language, uri);
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  model.updateOptions({
    tabSize: 2,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  colourFirstLines(model);
  return model;
}

/** Monaco colours in idle time, so that a new editor would flash in one colour first. */
function colourFirstLines(model: Monaco.editor.ITextModel): void {
  if (canTokenize(model)) model.tokenization.forceTokenization(Math.min(model.getLineCount(), maxLines));
}

function canTokenize(
  model: object,
): model is { tokenization: { forceTokenization(lineNumber: number): void } } {
  return "tokenization" in model;
}
