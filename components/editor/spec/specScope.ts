import type * as Monaco from "monaco-editor/editor";
import type { Column } from "../../../lib/engine/protocol.ts";
import { cellById, relationColumns } from "../../../lib/store/selectors.ts";
import { cellOfModel } from "../sql/cellOfModel.ts";
import { sqlHost } from "../sql/sqlHost.ts";

/** What a chart's text may name: its relation, and that one's columns; null where they are not known yet. */
export function specScope(model: Monaco.editor.ITextModel): {
  relation: string;
  columns: readonly Column[] | null;
} {
  const state = sqlHost()?.store.getState();
  const relation = (state && cellById(state, cellOfModel(model))?.options.from) ?? "";
  return { relation, columns: state && relation !== "" ? relationColumns(state, relation) : null };
}
