import { useEffect, useState } from "react";
import type { ColumnValues } from "../../lib/engine/viewRequest.ts";
import type { GridView } from "../../lib/view/gridView.ts";
import { useRows } from "../ui/AppContext.tsx";
import { nextViewId } from "./nextViewId.ts";

/** So many values are listed; typing finds any other. */
export const mostListed = 200;

/** While people type, the engine is asked this long (ms) after the last key. */
const calmMs = 150;

export interface ListedValues {
  /** The answer to the last search that was answered; null before any was. */
  found: ColumnValues | null;
  /** Since when another is waited for. */
  busySince: number | null;
  error: string | null;
}

/** The values of a column in the rows of a view, searched in the engine; what was asked for before is stopped. */
export function useColumnValues(
  resultKey: string,
  view: GridView,
  column: string,
  search: string,
): ListedValues {
  const rows = useRows();
  const [state, setState] = useState<ListedValues>({ found: null, busySince: null, error: null });
  useEffect(() => {
    const viewId = nextViewId();
    let isWanted = true;
    setState(({ found }) => ({ found, busySince: Date.now(), error: null }));
    const settle = (part: Pick<ListedValues, "found" | "error">) => {
      if (isWanted) setState({ ...part, busySince: null });
    };
    const ask = async () => {
      const request = { viewId, resultKey, view, column, search, most: mostListed };
      const answer = await rows.valuesOf(request);
      settle(answer.ok ? { found: answer.value, error: null } : { found: null, error: answer.error.message });
    };
    const timer = setTimeout(
      () => ask().catch((thrown: unknown) => settle({ found: null, error: String(thrown) })),
      search === "" ? 0 : calmMs,
    );
    return () => {
      isWanted = false;
      clearTimeout(timer);
      void rows.closeView(viewId);
    };
  }, [rows, resultKey, view, column, search]);
  return state;
}
