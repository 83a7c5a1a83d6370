import { useSyncExternalStore } from "react";
import type { ChartFilter } from "../../lib/chart/selection/Crossfilters.ts";
import { useApp } from "../ui/AppContext.tsx";
import { crossfilters } from "./crossfilters.ts";

/** What relations are called among the selections of the page: what was selected in one notebook is nothing to the next. */
export function useRelationKey(relation: string): string {
  return `${useApp((state) => state.opened)} ${relation}`;
}

/** What is selected on charts of a relation, also while it is being brushed; by `useRelationKey`. */
export function useChartFilters(key: string): readonly ChartFilter[] {
  const read = () => crossfilters.of(key);
  return useSyncExternalStore(crossfilters.subscribe, read, read);
}

/** What is selected on charts of a relation, by its name, as it was when nothing was being brushed. */
export function useRestingFilters(relation: string): readonly ChartFilter[] {
  const key = useRelationKey(relation);
  const read = () => crossfilters.restingOf(key);
  return useSyncExternalStore(crossfilters.subscribe, read, read);
}
