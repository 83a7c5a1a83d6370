import type * as Monaco from "monaco-editor/editor";

/** What helps with charts while they are written: fetched when somebody begins to write, since reading goes without. */
const loadSpecHelp = () => import("./specHelp.ts");

/** Everything that helps with a chart's text. Charts are the only JSON that cells hold. */
export function registerSpec(monaco: typeof Monaco): void {
  const { languages } = monaco;
  languages.registerCompletionItemProvider("json", {
    triggerCharacters: ['"', ":", " "],
    provideCompletionItems: async (model, position) =>
      (await loadSpecHelp()).complete(monaco, model, position),
  });
  languages.registerHoverProvider("json", {
    provideHover: async (model, position) => (await loadSpecHelp()).hover(monaco, model, position),
  });
  const watch = (model: Monaco.editor.ITextModel) => {
    if (model.getLanguageId() !== "json") return;
    model.onDidChangeContent(async () => (await loadSpecHelp()).textChanged(monaco, model));
  };
  monaco.editor.getModels().forEach(watch);
  monaco.editor.onDidCreateModel(watch);
}
