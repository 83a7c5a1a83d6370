import type * as Monaco from "monaco-editor/editor";

/** The cell that a model is the text of. */
export function cellOfModel({ uri }: Monaco.editor.ITextModel): string {
  return uri.path.slice(1).replace(/\.[a-z]+$/, "");
}
