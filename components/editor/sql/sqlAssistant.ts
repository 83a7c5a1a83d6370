import type * as Monaco from "monaco-editor/editor";
import { SqlAssistant } from "../../../lib/editor/sql/SqlAssistant.ts";
import { sqlHost } from "./sqlHost.ts";

let assistant: SqlAssistant | null = null;

/** What all SQL editors ask; null where there is no application around them. */
export function sqlAssistant(): SqlAssistant | null {
  const host = sqlHost();
  if (host) assistant ??= new SqlAssistant(host.store, host.rows);
  return assistant;
}

/** A model's text with the line ends that cells have, so that offsets are the cell's. */
export function textOf(monaco: typeof Monaco, model: Monaco.editor.ITextModel): string {
  return model.getValue(monaco.editor.EndOfLinePreference.LF);
}

export function rangeOf(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  { start, end }: { start: number; end: number },
): Monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}
