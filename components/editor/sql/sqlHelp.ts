import type * as Monaco from "monaco-editor/editor";
import { type Definition, sqlDefinition } from "../../../lib/editor/sql/sqlDefinition.ts";
import { sqlHover } from "../../../lib/editor/sql/sqlHover.ts";
import { sqlSignature } from "../../../lib/editor/sql/sqlSignature.ts";
import { cellOfModel } from "./cellOfModel.ts";
import { rangeOf, sqlAssistant, textOf } from "./sqlAssistant.ts";

export { complete } from "./complete.ts";
export { textChanged } from "./sqlChecks.ts";

/** What the word at a place is. No links and no HTML in it: names come from whoever wrote the notebook. */
export async function hover(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  position: Monaco.IPosition,
): Promise<Monaco.languages.Hover | null> {
  const assistant = sqlAssistant();
  if (!assistant || model.isDisposed()) return null;
  await assistant.learn(cellOfModel(model), textOf(monaco, model));
  if (model.isDisposed()) return null;
  const known = assistant.knowledge(cellOfModel(model));
  const found = sqlHover(textOf(monaco, model), model.getOffsetAt(position), known);
  return found && { range: rangeOf(monaco, model, found.range), contents: [{ value: found.markdown }] };
}

/** How the call around a place can be made. */
export function signatures(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  position: Monaco.IPosition,
): Monaco.languages.SignatureHelpResult | null {
  const known = model.isDisposed() ? null : sqlAssistant()?.knowledge(cellOfModel(model));
  const help = known && sqlSignature(textOf(monaco, model), model.getOffsetAt(position), known);
  if (!help) return null;
  const { activeSignature, activeParameter } = help;
  const documentation = { value: help.documentation };
  const shown = help.signatures.map(({ label, parameters }) => ({
    label,
    documentation,
    parameters: parameters.map((place) => ({ label: place })),
  }));
  return { value: { signatures: shown, activeSignature, activeParameter }, dispose: () => undefined };
}

/** Where the name at a place is made. */
export function definitionAt(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  position: Monaco.IPosition,
): Definition | null {
  const known = model.isDisposed() ? null : sqlAssistant()?.knowledge(cellOfModel(model));
  return known ? sqlDefinition(textOf(monaco, model), model.getOffsetAt(position), known) : null;
}
