import { useMemo } from "react";
import type { RowSource } from "../../lib/store/commands.ts";
import { useApp, useRows } from "../ui/AppContext.tsx";

/**
 * The engine's read-only SELECT, as a function that stays the same: another once a shared notebook was run, since
 * what was asked before was refused and is to be asked again.
 */
export function useSelect(): RowSource["select"] {
  const rows = useRows();
  const origin = useApp((state) => state.origin);
  return useMemo(() => {
    void origin;
    return (sql, maxRows) => rows.select(sql, maxRows);
  }, [rows, origin]);
}
