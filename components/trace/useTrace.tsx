import { Route } from "lucide-react";
import { type ReactNode, Suspense, useCallback, useState } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import type { TracedRow } from "../../lib/trace/matchSql.ts";
import type { GridRowTexts, MenuItem } from "../grid/columnMenu.ts";
import { lazyPart } from "../ui/lazyPart.tsx";

const TracePanel = lazyPart(() =>
  import("./TracePanel.tsx").then((module) => ({ default: module.TracePanel })),
);

/** A row whose trace stands open, of one result. */
interface Traced {
  result: KeptResult;
  number: number;
  row: TracedRow;
}

/** The lines by which rows of a cell's grid are traced, and the panel that shows the trace of one. */
export function useTrace(
  cell: Cell,
  result: KeptResult,
): { items: (active: () => GridRowTexts) => readonly MenuItem[]; panel: ReactNode } {
  const [traced, setTraced] = useState<Traced | null>(null);
  const items = useCallback(
    (active: () => GridRowTexts): MenuItem[] =>
      cell.name === ""
        ? []
        : [
            {
              id: "trace",
              section: "trace",
              label: "Trace this row",
              icon: <Route />,
              onSelect: () => {
                const { row, texts } = active();
                const values = texts();
                if (values) setTraced({ result, number: row + 1, row: { columns: result.columns, values } });
              },
            },
          ],
    [cell.name, result],
  );
  // The rows of a newer run are others.
  const shown = traced?.result === result ? traced : null;
  return {
    items,
    panel: shown && (
      <Suspense fallback={null}>
        <TracePanel
          key={`${shown.number} ${shown.row.values.join("\u0000")}`}
          relation={cell.name}
          number={shown.number}
          row={shown.row}
          onClose={() => setTraced(null)}
        />
      </Suspense>
    ),
  };
}
