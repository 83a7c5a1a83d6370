import type * as Monaco from "monaco-editor/editor";
import { type SqlSuggestion, sqlCompletions } from "../../lib/editor/sqlCompletions.ts";
import { knownRelations } from "./languageSources.ts";

/** Offers relations, columns, functions and keywords in SQL cells. */
export function registerSqlCompletion(monaco: typeof Monaco): void {
  const kinds: Record<SqlSuggestion["kind"], Monaco.languages.CompletionItemKind> = {
    column: monaco.languages.CompletionItemKind.Field,
    relation: monaco.languages.CompletionItemKind.Struct,
    function: monaco.languages.CompletionItemKind.Function,
    keyword: monaco.languages.CompletionItemKind.Keyword,
    type: monaco.languages.CompletionItemKind.TypeParameter,
  };
  monaco.languages.registerCompletionItemProvider("sql", {
    triggerCharacters: ["."],
    provideCompletionItems(model, position) {
      const offset = model.getOffsetAt(position);
      const text = model.getValue(monaco.editor.EndOfLinePreference.LF);
      const word = model.getWordUntilPosition(position);
      const range = new monaco.Range(
        position.lineNumber,
        word.startColumn,
        position.lineNumber,
        word.endColumn,
      );
      const suggestions = sqlCompletions(text.slice(0, offset), text.slice(offset), knownRelations());
      return {
        suggestions: suggestions.map((suggestion) => ({
          label: suggestion.label,
          kind: kinds[suggestion.kind],
          detail: suggestion.detail,
          insertText: suggestion.insert,
          sortText: `${suggestion.order}${suggestion.label}`,
          range,
        })),
      };
    },
  });
}
