import { useEffect, useState } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import type { ColumnSample } from "../../lib/events/guessColumns.ts";
import { sampleColumns } from "../../lib/events/sampleColumns.ts";
import { useSelect } from "../cell-kinds/useSelect.ts";

type Samples = ReadonlyMap<string, ColumnSample>;

/** What some rows say of a relation's columns, so that a guess here is that of the run; null until that was looked at. */
export function useSamples(relation: string, columns: readonly Column[]): Samples | null {
  const select = useSelect();
  const [known, setKnown] = useState<{ columns: readonly Column[]; samples: Samples } | null>(null);
  useEffect(() => {
    let isGone = false;
    // Counts as text: the page of values that the sample is read from holds text only.
    void sampleColumns(relation, columns, select).then((samples) => {
      if (!isGone) setKnown({ columns, samples });
    });
    return () => {
      isGone = true;
    };
  }, [relation, columns, select]);
  return known?.columns === columns ? known.samples : null;
}
