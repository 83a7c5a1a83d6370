import type * as Monaco from "monaco-editor/editor";
import { textOf } from "./sqlAssistant.ts";
import { sqlHost } from "./sqlHost.ts";

/** Formats a SQL cell in its editor, which keeps the caret and undoes it by itself; says why where it cannot. */
export function sqlFormatProvider(monaco: typeof Monaco): Monaco.languages.DocumentFormattingEditProvider {
  return {
    async provideDocumentFormattingEdits(model) {
      const tools = await sqlHost()?.commands.sqlTools();
      if (!tools || model.isDisposed()) return [];
      const text = tools.format(textOf(monaco, model));
      return text === null ? [] : [{ range: model.getFullModelRange(), text }];
    },
  };
}
