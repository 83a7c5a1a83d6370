import { useEffect, useMemo, useState } from "react";
import type { Contract } from "../../lib/contract/contract.ts";
import { type Guess, guessNames } from "../../lib/contract/guessNames.ts";
import { countRows } from "../../lib/contract/measure.ts";
import { resolveColumns } from "../../lib/contract/resolveColumns.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { askRowsOf } from "../../lib/profile/askRows.ts";
import { useSelect } from "../cell-kinds/useSelect.ts";

export type Guesses = ReadonlyMap<string, Guess>;

const none: Guesses = new Map();

/** What columns that are gone may be called now, by pinned names; null while that is being looked at. */
export function useGuesses(contract: Contract, from: string, columns: readonly Column[]): Guesses | null {
  const select = useSelect();
  const { gone, added } = useMemo(() => {
    const resolved = resolveColumns(contract, columns);
    return {
      gone: resolved.columns.filter(({ now, isMapped }) => !now && !isMapped).map(({ pinned }) => pinned),
      added: resolved.added.map(({ column }) => column),
    };
  }, [contract, columns]);
  const [found, setFound] = useState<{ of: unknown; guesses: Guesses } | null>(null);
  const isAsked = gone.length > 0 && added.length > 0;
  useEffect(() => {
    if (!isAsked) return;
    let isLatest = true;
    const ask = askRowsOf(select);
    countRows(ask, from)
      .then((rows) => guessNames(ask, from, rows, gone, added))
      // Where nothing may be asked, as of a notebook that was not run yet, its reader chooses without a guess.
      .catch(() => none)
      .then((guesses) => isLatest && setFound({ of: gone, guesses }));
    return () => {
      isLatest = false;
    };
  }, [isAsked, select, from, gone, added]);
  if (!isAsked) return none;
  return found?.of === gone ? found.guesses : null;
}
