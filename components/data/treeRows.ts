import type { Column } from "../../lib/engine/protocol.ts";
import type { RelationView, SourceView } from "../../lib/store/state.ts";
import { type TreeLineFacts, type TreeMove, treeMove } from "../ui/treeMove.ts";

/** A line of the Data panel's tree. `key` names it while the tree changes around it. */
export type TreeRow =
  | { type: "source"; key: string; name: string; source: SourceView; expanded: boolean; canExpand: boolean }
  | {
      type: "relation";
      key: string;
      name: string;
      relation: RelationView;
      expanded: boolean;
      canExpand: boolean;
    }
  | { type: "column"; key: string; name: string; column: Column; parent: string }
  /** Columns not drawn yet; opening it draws the next ones. */
  | { type: "more"; key: string; hidden: number; parent: string };

/** Columns drawn of one relation before "more" is asked for: some tables have thousands. */
export const columnsAtOnce = 100;

/** The tree as lines from top to bottom; `shown` says how many columns of an opened relation are drawn. */
export function treeRows(
  sources: readonly SourceView[],
  relations: readonly RelationView[],
  shown: ReadonlyMap<string, number>,
): TreeRow[] {
  const rows: TreeRow[] = [];
  for (const source of sources) {
    const key = `source ${source.id}`;
    const canExpand = source.columns.length > 0;
    const expanded = canExpand && shown.has(key);
    rows.push({ type: "source", key, name: source.relation, source, expanded, canExpand });
    if (expanded) rows.push(...columnRows(key, source.columns, shown.get(key) ?? columnsAtOnce));
  }
  for (const relation of relations) {
    const key = `relation ${relation.cellId}`;
    const canExpand = relation.columns.length > 0;
    const expanded = canExpand && shown.has(key);
    rows.push({ type: "relation", key, name: relation.name, relation, expanded, canExpand });
    if (expanded) rows.push(...columnRows(key, relation.columns, shown.get(key) ?? columnsAtOnce));
  }
  return rows;
}

function columnRows(parent: string, columns: readonly Column[], count: number): TreeRow[] {
  const rows: TreeRow[] = columns
    .slice(0, count)
    .map((column, at) => ({ type: "column", key: `${parent} ${at}`, name: column.name, column, parent }));
  const hidden = columns.length - rows.length;
  if (hidden > 0) rows.push({ type: "more", key: `${parent} more`, hidden, parent });
  return rows;
}

/** What a key does in the Data panel's tree: what it does in any, and Enter opens and closes. */
export function rowMove(rows: readonly TreeRow[], at: string, key: string): TreeMove {
  const row = rows.find((candidate) => candidate.key === at);
  if (!row || (key !== "Enter" && key !== " ")) return treeMove(rows.map(factsOfRow), at, key);
  if (row.type === "more") return { open: row.parent };
  const { isOpen } = factsOfRow(row);
  return isOpen === null ? null : isOpen ? { close: at } : { open: at };
}

function factsOfRow(row: TreeRow): TreeLineFacts {
  const isTop = row.type === "source" || row.type === "relation";
  return { key: row.key, level: isTop ? 1 : 2, isOpen: isTop && row.canExpand ? row.expanded : null };
}
