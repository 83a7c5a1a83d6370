import { useCallback } from "react";
import type { RowSource } from "../../lib/store/commands.ts";
import { useRows } from "../ui/AppContext.tsx";

/** The engine's read-only SELECT, as a function that stays the same. */
export function useSelect(): RowSource["select"] {
  const rows = useRows();
  return useCallback((sql, maxRows) => rows.select(sql, maxRows), [rows]);
}
