import type * as Monaco from "monaco-editor/editor";
import type { SqlAssistant } from "../../../lib/editor/sql/SqlAssistant.ts";
import { type SqlSuggestion, sqlCompletions } from "../../../lib/editor/sql/sqlCompletions.ts";
import { sqlExpectation } from "../../../lib/editor/sql/sqlExpectation.ts";
import { sqlPlace } from "../../../lib/editor/sql/sqlPlace.ts";
import { cellOfModel } from "./cellOfModel.ts";
import { rangeOf, sqlAssistant, textOf } from "./sqlAssistant.ts";

/** How long a list waits for columns that have to be found out first. */
const patienceMs = 300;

/** Offers relations, columns, functions, values and keywords. */
export async function complete(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  position: Monaco.IPosition,
  context: Monaco.languages.CompletionContext,
): Promise<Monaco.languages.CompletionList> {
  const none = { suggestions: [] };
  const assistant = sqlAssistant();
  if (!assistant || model.isDisposed()) return none;
  const text = textOf(monaco, model);
  const offset = model.getOffsetAt(position);
  if (!isWelcome(text, offset, context.triggerCharacter)) return none;
  const cellId = cellOfModel(model);
  await columnsKnown(assistant, cellId, text);
  if (model.isDisposed()) return none;
  const { replace, suggestions } = sqlCompletions(text, offset, assistant.knowledge(cellId));
  const range = rangeOf(monaco, model, replace);
  const isQuoted = text[replace.start] === '"' && replace.start < replace.end;
  const kinds = itemKinds(monaco);
  return {
    suggestions: suggestions.map((suggestion, at) => ({
      range,
      // Beside every label, not only the one that is chosen.
      label: { label: suggestion.label, description: suggestion.detail },
      kind: kinds[suggestion.kind],
      sortText: `${suggestion.order.toFixed(3)}${String(at).padStart(5, "0")}`,
      ...insertion(monaco, suggestion, isQuoted),
      ...(suggestion.documentation && { documentation: { value: suggestion.documentation } }),
    })),
  };
}

function itemKinds({
  languages: { CompletionItemKind },
}: typeof Monaco): Record<SqlSuggestion["kind"], Monaco.languages.CompletionItemKind> {
  return {
    column: CompletionItemKind.Field,
    relation: CompletionItemKind.Struct,
    function: CompletionItemKind.Function,
    keyword: CompletionItemKind.Keyword,
    type: CompletionItemKind.TypeParameter,
    parameter: CompletionItemKind.Variable,
    file: CompletionItemKind.File,
  };
}

function insertion(
  monaco: typeof Monaco,
  { label, insert, isCall }: SqlSuggestion,
  isQuoted: boolean,
): Pick<Monaco.languages.CompletionItem, "insertText" | "insertTextRules" | "command" | "filterText"> {
  if (isQuoted) {
    const quoted = insert.startsWith('"') ? insert : `"${insert}"`;
    return { insertText: quoted, filterText: `"${label}` };
  }
  if (!isCall) return { insertText: insert };
  return {
    insertText: insert.replace(/\(\)$/, "($0)"),
    insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
    command: { id: "editor.action.triggerParameterHints", title: "" },
  };
}

/** Marks open the list only where they begin something; a space only where a name must follow. */
function isWelcome(text: string, offset: number, trigger: string | undefined): boolean {
  if (trigger === ":") return text.slice(0, offset).endsWith("::");
  if (trigger === "{") return text.slice(0, offset).endsWith("{{");
  if (trigger !== " ") return true;
  return /^(relation|joinColumn|keyword)$/.test(sqlExpectation(sqlPlace(text, offset)).kind);
}

/** Waits a moment for the columns of cells that the text names and that have not run. */
async function columnsKnown(assistant: SqlAssistant, cellId: string, text: string): Promise<void> {
  const lower = text.toLowerCase();
  const isUnknown = assistant
    .knowledge(cellId)
    .relations.some(({ name, columns }) => columns.length === 0 && lower.includes(name.toLowerCase()));
  if (!isUnknown) return;
  const waited = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
  await Promise.race([assistant.learn(cellId, text), waited]);
}
