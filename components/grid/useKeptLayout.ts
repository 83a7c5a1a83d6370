import { useCallback, useState } from "react";
import { keepColumns, keptColumns } from "../../lib/browser/gridColumnsStorage.ts";
import { type ColumnLayout, plainLayout, readLayout } from "../../lib/grid/columnLayout.ts";
import { useApp } from "../ui/AppContext.tsx";

/** How a table's columns are arranged, and a way to arrange them otherwise; remembered in this tab. */
export function useKeptLayout(
  label: string,
): [ColumnLayout, (change: (layout: ColumnLayout) => ColumnLayout) => void] {
  const notebookId = useApp((state) => state.notebookId);
  const [layout, setLayout] = useState(() => {
    const kept = keptColumns(notebookId, label);
    return (kept === null ? null : readLayout(kept)) ?? plainLayout;
  });
  const change = useCallback(
    (by: (layout: ColumnLayout) => ColumnLayout) =>
      setLayout((before) => {
        const next = by(before);
        if (next !== before) keepColumns(notebookId, label, next);
        return next;
      }),
    [notebookId, label],
  );
  return [layout, change];
}
