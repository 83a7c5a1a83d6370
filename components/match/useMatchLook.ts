import { useEffect, useState } from "react";
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
  const isThere = useApp((state) => {
    const isKnown = (name: string) => relationColumns(state, name) !== null;
    return state.engine.status === "ready" && (from === "" ? isKnown(left) && isKnown(right) : isKnown(from));
  });
  useEffect(() => {
    if (!isThere) return;
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
  }, [isThere, rows, store, from, left, right, key, left_key, right_key]);
  return isThere ? look : null;
}
