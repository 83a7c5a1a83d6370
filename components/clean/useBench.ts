import { useMemo, useRef } from "react";
import type { Answer } from "../../lib/clean/answers.ts";
import type { Step } from "../../lib/clean/readRecipe.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { relationRowCount } from "../../lib/store/selectors.ts";
import { useSelect } from "../cell-kinds/useSelect.ts";
import { useApp, useRows } from "../ui/AppContext.tsx";
import type { Bench, StepCounts } from "./readEffect.ts";

/** The recipe on the relation as it is now; what the engine said is kept for as long as that stays. */
export function useBench(
  cell: Cell,
  from: string,
  columns: readonly Column[],
  steps: readonly Step[],
): Bench {
  const select = useSelect();
  const { compute } = useRows();
  const rowCount = useApp((state) => relationRowCount(state, from));
  const kept = useRef<{
    by: unknown;
    of: unknown;
    rows: number | null;
    answers: Map<string, Answer>;
    counts: Map<string, Promise<StepCounts>>;
  }>(null);
  if (kept.current?.by !== select || kept.current.of !== columns || kept.current.rows !== rowCount)
    kept.current = { by: select, of: columns, rows: rowCount, answers: new Map(), counts: new Map() };
  const { answers, counts } = kept.current;
  const { name, source } = cell;
  return useMemo(
    () => ({ target: { name, from, columns }, source, steps, select, compute, answers, counts }),
    [name, from, columns, source, steps, select, compute, answers, counts],
  );
}
