import type { Column } from "../../lib/engine/protocol.ts";
import type { RelationView, SourceView } from "../../lib/store/state.ts";

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

/** What a key does in a tree: go to a line, open or close one, or nothing. */
export type TreeMove = { go: string } | { open: string } | { close: string } | null;

export function treeMove(rows: readonly TreeRow[], at: string, key: string): TreeMove {
  const index = rows.findIndex((row) => row.key === at);
  const row = rows[index];
  if (!row) return null;
  const go = (target: TreeRow | undefined): TreeMove => (target ? { go: target.key } : null);
  const isOpen = "expanded" in row && row.expanded;
  const isClosed = "canExpand" in row && row.canExpand && !row.expanded;
  switch (key) {
    case "ArrowDown":
      return go(rows[index + 1]);
    case "ArrowUp":
      return go(rows[index - 1]);
    case "Home":
      return go(rows[0]);
    case "End":
      return go(rows.at(-1));
    case "ArrowRight":
      return isClosed ? { open: at } : isOpen ? go(rows[index + 1]) : null;
    case "ArrowLeft":
      return isOpen ? { close: at } : "parent" in row ? { go: row.parent } : null;
    case "Enter":
    case " ":
      if (row.type === "more") return { open: row.parent };
      return isOpen ? { close: at } : isClosed ? { open: at } : null;
    default:
      return null;
  }
}
