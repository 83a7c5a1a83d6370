import { useEffect, useState } from "react";
import { arrowColumns } from "../../lib/chart/arrowColumns.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { useSelect } from "../cell-kinds/useSelect.ts";

export interface EventName {
  name: string;
  count: number;
}

const mostNames = 200;

/** The events that there are, the most frequent first; null until they were looked up, none where nothing is known of them. */
export function useEventNames(relation: string, event: Column | null): readonly EventName[] | null {
  const select = useSelect();
  const [known, setKnown] = useState<{ of: string; names: readonly EventName[] } | null>(null);
  const of = event ? `${relation}\n${event.name}` : "";
  useEffect(() => {
    if (!event) return;
    let isGone = false;
    const column = quoteIdentifier(event.name);
    const sql = `SELECT ${column}::VARCHAR AS name, count(*)::DOUBLE AS n FROM ${quoteIdentifier(relation)}
WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY n DESC, name LIMIT ${mostNames}`;
    void select(sql, mostNames).then((answer) => {
      if (isGone) return;
      const [names, counts] = answer.ok ? arrowColumns(answer.value.ipc) : [];
      setKnown({
        of,
        names: (names?.values ?? []).map((name, row) => ({
          name: String(name),
          count: Number(counts?.values[row]),
        })),
      });
    });
    return () => {
      isGone = true;
    };
  }, [relation, event, select, of]);
  if (!event) return none;
  return known?.of === of ? known.names : null;
}

const none: readonly EventName[] = [];
