import type { Filter, GridView, SortKey } from "./gridView.ts";

/** The rows in the order of a column, within that of the others where it comes as a further key. */
export function sortedBy(view: GridView, key: SortKey, isFurther: boolean): GridView {
  if (!isFurther) return { ...view, sort: [key] };
  const at = view.sort.findIndex(({ column }) => column === key.column);
  const sort = at < 0 ? [...view.sort, key] : view.sort.map((old, place) => (place === at ? key : old));
  return { ...view, sort };
}

/** What the next click on a column's sort does: up, down, then off. A further key leaves the others where they are. */
export function sortToggled(view: GridView, column: string, isFurther: boolean): GridView {
  const now = view.sort.find((key) => key.column === column);
  if (now?.descending) return isFurther ? unsorted(view, column) : { ...view, sort: [] };
  return sortedBy(view, { column, descending: now !== undefined }, isFurther);
}

/** Without a column's order; those after it move up. */
export function unsorted(view: GridView, column: string): GridView {
  return { ...view, sort: view.sort.filter((key) => key.column !== column) };
}

/** With a filter, in the place of one of the same kind on the same column, and of the one that it is made of. */
export function filteredBy(view: GridView, filter: Filter, instead: Filter | null = null): GridView {
  const isReplaced = (old: Filter) =>
    old === instead || (old.kind === filter.kind && old.column === filter.column);
  const at = view.filters.findIndex(isReplaced);
  const others = view.filters.filter((old) => !isReplaced(old));
  const place = at < 0 ? others.length : at;
  return { ...view, filters: [...others.slice(0, place), filter, ...others.slice(place)] };
}

export function unfiltered(view: GridView, filter: Filter): GridView {
  return { ...view, filters: view.filters.filter((old) => old !== filter) };
}

/** Without anything of a column. */
export function withoutColumn(view: GridView, column: string): GridView {
  return {
    sort: view.sort.filter((key) => key.column !== column),
    filters: view.filters.filter((filter) => filter.column !== column),
  };
}
