import { bareName } from "../../sql/bareName.ts";
import type { GroupColumn } from "./groupColumns.ts";
import type { GroupKey } from "./groupKeys.ts";

/**
 * A measure as it is shown, over the rows of all levels. `order` has what each key's groups are put in order by. Inside a
 * window a NULL of the data and that of a total look alike; the level tells them apart.
 */
export function shownSql(
  column: GroupColumn,
  columns: readonly GroupColumn[],
  keys: readonly GroupKey[],
  order: readonly string[],
  level: string,
): string {
  const value = bareName(column.name);
  const names = keys.map(({ shown }) => bareName(shown));
  const depth = keys.length;
  const parents = [level, ...names.slice(0, -1)].join(", ");
  switch (column.show) {
    case "value":
      return value;
    case "share": {
      const whole = columns.find(({ isTotal, place }) => isTotal && place === column.place) ?? column;
      return `${value} / nullif(max(${bareName(whole.name)}) FILTER (WHERE ${level} = 0) OVER (), 0)`;
    }
    case "share of parent": {
      const cases = names.map((_, at) => {
        const above = names.slice(0, at);
        const over = above.length > 0 ? `PARTITION BY ${above.join(", ")}` : "";
        return `WHEN ${at + 1} THEN ${value} / nullif(max(${value}) FILTER (WHERE ${level} = ${at}) OVER (${over}), 0)`;
      });
      return cases.length === 0 ? `${value} / nullif(${value}, 0)` : `CASE ${level} ${cases.join(" ")} END`;
    }
    case "running":
      return depth === 0
        ? value
        : `CASE WHEN ${level} = ${depth} THEN sum(${value}) OVER (PARTITION BY ${parents} ORDER BY ${order.at(-1)} ROWS UNBOUNDED PRECEDING) ELSE ${value} END`;
    case "rank":
      return `rank() OVER (PARTITION BY ${parents} ORDER BY ${value} DESC NULLS LAST)`;
  }
}
