import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { AskedChart, ChartRequest } from "../../lib/chart/askChart.ts";
import { allOf, type ChartFilter } from "../../lib/chart/selection/Crossfilters.ts";
import { type ChartSelection, readSelection } from "../../lib/chart/selection/chartSelection.ts";
import { rowSelection } from "../../lib/chart/selection/rowSelection.ts";
import { type SelectableField, selectableViews } from "../../lib/chart/selection/selectableViews.ts";
import { selectionSql } from "../../lib/chart/selection/selectionSql.ts";
import { useRows } from "../ui/AppContext.tsx";
import { crossfilters } from "./crossfilters.ts";
import { useChartFilters, useRelationKey, useRestingFilters } from "./useChartFilters.ts";
import { useFilteredChart } from "./useFilteredChart.ts";
import { useMatchingRows } from "./useMatchingRows.ts";

/** The rows of a mark that was picked. */
export interface PickedRows {
  sql: string;
  text: string;
  selection: ChartSelection;
}

/** What selections do to a chart, and what can be done about them. */
export interface Crossfilter {
  views: SelectableField[][];
  /** The selection of this very chart. */
  own: ChartFilter | null;
  /** Those of the other charts of its relation. */
  others: readonly ChartFilter[];
  /** The chart of the rows that these leave; null where it draws all rows, or does not know them yet. */
  filtered: AskedChart | null;
  /** Whether another one is on its way. */
  isWaiting: boolean;
  /** How many rows of the relation the others leave; null until that is counted, and where there are none. */
  matching: number | null;
  /** How many all selections together leave, this chart's among them; null likewise. */
  selected: number | null;
  /** Why something selected cannot be followed. */
  problem: string | null;
  picked: PickedRows | null;
  onSelected(selection: unknown, isMoving: boolean): void;
  /** Shows the rows behind a drawn row. */
  pickRow(row: number): void;
  showRows(rows: PickedRows | null): void;
  /** Selects the rows of a mark. */
  filterBy(rows: PickedRows): void;
}

/** Follows what is selected on a chart and on others of its relation. `owner` tells the chart apart from all others. */
export function useCrossfilter(
  request: ChartRequest,
  whole: AskedChart | null,
  { owner, label, isShown }: { owner: string; label: string; isShown: boolean },
): Crossfilter {
  const rows = useRows();
  const relation = useRelationKey(request.relation);
  const filters = useChartFilters(relation);
  const own = filters.find((filter) => filter.owner === owner) ?? null;
  const others = useMemo(() => filters.filter((filter) => filter.owner !== owner), [filters, owner]);
  const [problem, setProblem] = useState<string | null>(null);
  const [picked, setPicked] = useState<PickedRows | null>(null);
  const where = allOf(others);
  const isMoving = others.some((filter) => filter.isMoving);
  const followed = { where: isShown ? where : null, isMoving };
  const filtered = useFilteredChart(rows, whole, request, followed);
  const isWaiting = isShown && where !== null && whole !== null && filtered?.where !== where;
  useEffect(() => {
    crossfilters.waits(relation, owner, isWaiting);
    return () => crossfilters.waits(relation, owner, false);
  }, [relation, owner, isWaiting]);
  // Counted once all that is drawn is there.
  const isResting = useRestingFilters(request.relation) === filters && isShown;
  const matching = useMatchingRows(rows, request, isResting ? where : null);
  const selected = useMatchingRows(rows, request, isResting && own ? allOf(filters) : null);
  const views = useMemo(() => (whole ? selectableViews(whole) : []), [whole]);

  const follow = useCallback(
    (selection: ChartSelection, isMoving: boolean) => {
      if (!whole) return;
      const said = selectionSql(selection, whole);
      setProblem(said.ok ? null : said.reason);
      if (!said.ok) return;
      const { sql, text } = said;
      if (selection.by === "mark") setPicked({ sql, text, selection });
      else crossfilters.set({ owner, label, relation, sql, text, selection, isMoving });
    },
    [whole, owner, label, relation],
  );
  const onSelected = useCallback(
    (told: unknown, isMoving: boolean) => {
      const selection = readSelection(told);
      if (selection) return follow(selection, isMoving);
      setProblem(null);
      crossfilters.clear(relation, owner);
    },
    [follow, relation, owner],
  );
  const pickRow = useCallback(
    (row: number) => {
      const chart = filtered?.chart ?? whole;
      if (!chart) return;
      const tag = chart.query.views?.tag ?? null;
      follow(rowSelection(chart.columns, selectableViews(chart), row, tag), false);
    },
    [follow, filtered, whole],
  );
  const filterBy = useCallback(
    ({ sql, text, selection }: PickedRows) =>
      crossfilters.set({ owner, label, relation, sql, text, selection, isMoving: false }),
    [owner, label, relation],
  );

  // What was selected on another chart, or of other columns, is nothing on this one.
  const drawn = useMemo(
    () => JSON.stringify([request.spec, request.columns]),
    [request.spec, request.columns],
  );
  const lastDrawn = useRef(drawn);
  useEffect(() => {
    if (lastDrawn.current === drawn) return;
    lastDrawn.current = drawn;
    crossfilters.clear(relation, owner);
    setPicked(null);
    setProblem(null);
  }, [drawn, relation, owner]);
  useEffect(() => () => crossfilters.clear(relation, owner), [relation, owner]);

  return {
    views,
    own,
    others,
    filtered: filtered?.chart ?? null,
    isWaiting,
    matching,
    selected,
    problem: filtered?.error?.message ?? problem,
    picked,
    onSelected,
    pickRow,
    showRows: setPicked,
    filterBy,
  };
}
