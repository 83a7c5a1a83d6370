import type * as Monaco from "monaco-editor/editor";
import { type SpecSuggestion, specCompletions } from "../../../lib/chartSpec/specCompletions.ts";
import { specHover } from "../../../lib/chartSpec/specHover.ts";
import { rangeOf, textOf } from "../sql/sqlAssistant.ts";
import { specSchema } from "./loadSchema.ts";
import { specScope } from "./specScope.ts";

export { textChanged } from "./specChecks.ts";

/** Offers properties, their values, and the relation's columns. */
export async function complete(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  position: Monaco.IPosition,
): Promise<Monaco.languages.CompletionList> {
  const schema = await specSchema.load();
  if (model.isDisposed()) return { suggestions: [] };
  const text = textOf(monaco, model);
  const { columns } = specScope(model);
  const found = specCompletions(text, model.getOffsetAt(position), schema, columns ?? []);
  const range = rangeOf(monaco, model, found);
  const kinds = itemKinds(monaco);
  const isQuoted = text[found.start] === '"';
  return {
    suggestions: found.suggestions.map((suggestion, at) => ({
      range,
      label: { label: suggestion.label, description: suggestion.detail },
      kind: kinds[suggestion.kind],
      insertText: suggestion.snippet,
      insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
      sortText: String(at).padStart(5, "0"),
      // What stands there already is compared with this, its quote included.
      filterText: isQuoted ? `"${suggestion.label}"` : suggestion.label,
      ...(suggestion.documentation === null ? {} : { documentation: { value: suggestion.documentation } }),
      ...(suggestion.goesOn ? { command: { id: "editor.action.triggerSuggest", title: "" } } : {}),
    })),
  };
}

function itemKinds({
  languages: { CompletionItemKind },
}: typeof Monaco): Record<SpecSuggestion["kind"], Monaco.languages.CompletionItemKind> {
  return {
    property: CompletionItemKind.Property,
    value: CompletionItemKind.EnumMember,
    column: CompletionItemKind.Field,
  };
}

/** What the word at a place is. Names come from whoever made the data: they are shown as they are, never as Markdown. */
export async function hover(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  position: Monaco.IPosition,
): Promise<Monaco.languages.Hover | null> {
  const schema = await specSchema.load();
  if (model.isDisposed()) return null;
  const { columns } = specScope(model);
  const found = specHover(textOf(monaco, model), model.getOffsetAt(position), schema, columns ?? []);
  if (!found) return null;
  return {
    range: rangeOf(monaco, model, found),
    contents: found.lines.map((line) => ({ value: asPlain(line) })),
  };
}

function asPlain(line: string): string {
  return line.replace(/[\\`*_{}[\]()#+\-.!|<>&~]/g, "\\$&");
}
