import type { ColumnLayout } from "../grid/columnLayout.ts";

const prefixOf = (notebookId: string) => `eider.gridColumns.${notebookId}.`;

/** How the columns of a cell's table were arranged in this tab, as JSON; null where they were left alone. */
export function keptColumns(notebookId: string, label: string): string | null {
  try {
    return sessionStorage.getItem(prefixOf(notebookId) + label);
  } catch {
    // Storage may be refused; the columns then stand as the result has them.
    return null;
  }
}

/** Keeps how columns are arranged for as long as the tab lives. */
export function keepColumns(notebookId: string, label: string, layout: ColumnLayout): void {
  try {
    sessionStorage.setItem(prefixOf(notebookId) + label, JSON.stringify(layout));
  } catch {
    // As above: an arrangement that is not remembered is no reason to disturb anyone.
    return;
  }
}

/** Forgets all tables of a notebook. */
export function forgetColumns(notebookId: string): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(prefixOf(notebookId))) sessionStorage.removeItem(key);
  } catch {
    // Storage that is refused has kept nothing.
    return;
  }
}
