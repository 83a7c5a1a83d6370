import type * as Monaco from "monaco-editor/editor";
import { loadSqlHelp } from "./loadSqlHelp.ts";
import { sqlHost } from "./sqlHost.ts";

/** Everything that helps with SQL while it is written. */
export function registerSql(monaco: typeof Monaco): void {
  const { languages } = monaco;
  languages.registerCompletionItemProvider("sql", {
    triggerCharacters: [".", ":", "{", "'", " "],
    provideCompletionItems: async (model, position, context) =>
      (await loadSqlHelp()).complete(monaco, model, position, context),
  });
  languages.registerHoverProvider("sql", {
    provideHover: async (model, position) => (await loadSqlHelp()).hover(monaco, model, position),
  });
  languages.registerSignatureHelpProvider("sql", {
    signatureHelpTriggerCharacters: ["(", ","],
    provideSignatureHelp: async (model, position) =>
      (await loadSqlHelp()).signatures(monaco, model, position),
  });
  languages.registerDocumentFormattingEditProvider("sql", {
    // Which keeps the caret, and is undone by the editor itself. What could not be laid out is told.
    async provideDocumentFormattingEdits(model) {
      const tools = await sqlHost()?.commands.sqlTools();
      if (!tools || model.isDisposed()) return [];
      const text = tools.format(model.getValue(monaco.editor.EndOfLinePreference.LF));
      return text === null ? [] : [{ range: model.getFullModelRange(), text }];
    },
  });
  const watch = (model: Monaco.editor.ITextModel) => {
    if (model.getLanguageId() !== "sql") return;
    model.onDidChangeContent(async () => (await loadSqlHelp()).textChanged(monaco, model));
  };
  monaco.editor.getModels().forEach(watch);
  monaco.editor.onDidCreateModel(watch);
}
