import { useEffect, useMemo, useState } from "react";
import type { Outcome } from "../../lib/engine/protocol.ts";
import type { Comparison } from "../../lib/match/setup.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { type LookedSide, lookedSides, proposeComparisons } from "../../lib/run/steps/matchSides.ts";
import { relationColumns, relationRowCount } from "../../lib/store/selectors.ts";
import { useApp, useAppStore, useRows } from "../ui/AppContext.tsx";

/** The relations of a match cell and what would be compared of them if nobody said. */
export interface MatchLook {
  readonly left: LookedSide;
  readonly right: LookedSide | null;
  readonly proposal: readonly Comparison[];
}

/** Looks at the relations of a cell once they are there; null until then. */
export function useMatchLook({ options }: Cell): Outcome<MatchLook> | null {
  const rows = useRows();
  const store = useAppStore();
  const [look, setLook] = useState<Outcome<MatchLook> | null>(null);
  const { from = "", left = "", right = "", key, left_key, right_key } = options;
  const first = from === "" ? left : from;
  // A source that is still being read has no columns yet, or fewer rows: it is looked at again when it has more.
  const columns = useApp((state) => relationColumns(state, first));
  const others = useApp((state) => (from === "" ? relationColumns(state, right) : null));
  const counts = useApp((state) => `${relationRowCount(state, first)} ${relationRowCount(state, right)}`);
  const isReady = useApp((state) => state.engine.status === "ready");
  const hasColumns = (known: readonly unknown[] | null) => known !== null && known.length > 0;
  const isThere = isReady && hasColumns(columns) && (from !== "" || hasColumns(others));
  // What was found is of these; where one is another the relations are looked at anew.
  const seen = useMemo(() => ({ columns, others, counts }), [columns, others, counts]);
  useEffect(() => {
    if (!isThere || !seen) return;
    let isLatest = true;
    const relation = async (name: string) => {
      const state = store.getState();
      const columns = relationColumns(state, name) ?? [];
      return { ok: true, value: { name, columns, rowCount: relationRowCount(state, name) ?? 0 } } as const;
    };
    const given = {
      ...(from !== "" && { from }),
      ...(left !== "" && { left }),
      ...(right !== "" && { right }),
      ...(key !== undefined && { key }),
      ...(left_key !== undefined && { left_key }),
      ...(right_key !== undefined && { right_key }),
    };
    const select: typeof rows.select = (sql, most) => rows.select(sql, most);
    void lookedSides({ options: given }, { relation, select }).then((sides) => {
      if (!isLatest) return;
      if (!sides.ok) return setLook(sides);
      const proposal = proposeComparisons(sides.value.left, sides.value.right);
      setLook({ ok: true, value: { ...sides.value, proposal } });
    });
    return () => {
      isLatest = false;
    };
  }, [isThere, seen, rows, store, from, left, right, key, left_key, right_key]);
  return isThere ? look : null;
}
