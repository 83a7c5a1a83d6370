import { useMemo } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { planTree } from "../../lib/sql/planTree.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { useGrid } from "../grid/useGrid.ts";
import { PlanView } from "./PlanView.tsx";

/** The result of an EXPLAIN: its plan as a tree, or as rows where DuckDB told it in another format. */
export function PlanOutput(props: { cell: Cell; label: string; result: KeptResult; stale: boolean }) {
  const { cell, label, result, stale } = props;
  const Grid = useGrid();
  const plan = useMemo(() => {
    const page = decodeTextPage(result.firstPage);
    return page.rows === 1 ? planTree(page.cell(0, 1) ?? "") : null;
  }, [result]);
  if (plan) return <PlanView label={label} plan={plan} />;
  return Grid && <Grid cell={cell} label={label} result={result} stale={stale} />;
}
