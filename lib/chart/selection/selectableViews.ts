import type { BinEdges } from "../chartPlan.ts";
import type { ColumnUse } from "../columnUse.ts";
import type { SelectedChart } from "./selectionSql.ts";

/** A drawn column that a selection can test: what a frame has to know of it. */
export interface SelectableField {
  alias: string;
  kind: "value" | "bin" | "unit" | "cell";
  use: ColumnUse;
  /** The time unit, read in UTC, where it is one. */
  unit: string | null;
  edges: BinEdges | null;
}

/** The columns that selections on a chart can test, for each of its views. */
export function selectableViews({ query, again }: SelectedChart): SelectableField[][] {
  return (query.origins ?? []).map(({ fields }) =>
    fields.map(({ alias, how, use }) => ({
      alias,
      kind: how.kind,
      use,
      unit: how.kind === "unit" ? how.unit : null,
      edges: again.edges.get(alias) ?? null,
    })),
  );
}
