import type * as Monaco from "monaco-editor/editor";
import { sqlHover } from "../../../lib/editor/sql/sqlHover.ts";
import { sqlSignature } from "../../../lib/editor/sql/sqlSignature.ts";
import { cellOfModel, rangeOf, sqlAssistant, textOf } from "./sqlAssistant.ts";
import { sqlCompletionProvider } from "./sqlCompletionProvider.ts";
import { sqlFormatProvider } from "./sqlFormatProvider.ts";
import { watchSqlModels } from "./watchSqlModels.ts";

/** Everything that helps with SQL while it is written. */
export function registerSql(monaco: typeof Monaco): void {
  const { languages } = monaco;
  languages.registerCompletionItemProvider("sql", sqlCompletionProvider(monaco));
  languages.registerDocumentFormattingEditProvider("sql", sqlFormatProvider(monaco));
  languages.registerHoverProvider("sql", {
    async provideHover(model, position) {
      const assistant = sqlAssistant();
      if (!assistant) return null;
      await assistant.learn(cellOfModel(model), textOf(monaco, model));
      if (model.isDisposed()) return null;
      const known = assistant.knowledge(cellOfModel(model));
      const found = sqlHover(textOf(monaco, model), model.getOffsetAt(position), known);
      // No links and no HTML in it: names come from whoever wrote the notebook.
      return found && { range: rangeOf(monaco, model, found.range), contents: [{ value: found.markdown }] };
    },
  });
  languages.registerSignatureHelpProvider("sql", {
    signatureHelpTriggerCharacters: ["(", ","],
    provideSignatureHelp(model, position) {
      const known = sqlAssistant()?.knowledge(cellOfModel(model));
      const help = known && sqlSignature(textOf(monaco, model), model.getOffsetAt(position), known);
      if (!help) return null;
      const { activeSignature, activeParameter, documentation } = help;
      const signatures = help.signatures.map(({ label, parameters }) => ({
        label,
        documentation: { value: documentation },
        parameters: parameters.map((place) => ({ label: place })),
      }));
      return { value: { signatures, activeSignature, activeParameter }, dispose: () => undefined };
    },
  });
  watchSqlModels(monaco);
}
