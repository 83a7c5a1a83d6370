import { bareName } from "../../sql/bareName.ts";
import { ChoiceError } from "../choiceError.ts";
import type { GroupChoices, Measure } from "../choices.ts";
import { type EventLog, remark, whereSql, withSql, written } from "./eventLog.ts";
import { type GroupColumn, groupColumns } from "./groupColumns.ts";
import { type GroupKey, groupKeys, pivotSql } from "./groupKeys.ts";
import { orderTerms } from "./groupOrder.ts";
import { shownSql } from "./groupShown.ts";

/** More columns than these nobody reads, and a grid would not either. */
export const mostPivoted = 200;

/** The values that become columns, as text, in their order; one more than are allowed says that there are too many. */
export function pivotQuery(log: EventLog, choices: GroupChoices): string | null {
  const { columns } = choices;
  if (!columns || columns.values) return null;
  return `SELECT value::VARCHAR AS value
FROM (SELECT DISTINCT ${pivotSql(log, columns)} AS value FROM ${bareName(log.relation)}${whereSql([log.where && written(log.where)])})
ORDER BY value NULLS LAST
LIMIT ${mostPivoted + 1}`;
}

/**
 * Groups and pivots: the columns of `rows`, and each measure, for each of `values` where columns are made of these.
 *
 * `totals` adds a row for each group of all but the last column, and so on to one for all, with NULL in the columns that
 * it is over and `level`, the number of columns that it has; and a total beside pivoted columns. `share` is of the total
 * of all rows (all columns together), `share of parent` of the row one level up, `running` adds up in the order of the
 * last column within the others, `rank` is 1 for the largest there. Top groups are those with the most of the first
 * measure; all others are one row, the last. NULL is a group of its own.
 */
export function groupSql(log: EventLog, choices: GroupChoices, values: readonly (string | null)[]): string {
  const keys = groupKeys(log, choices.rows ?? []);
  if (choices.columns && values.length > mostPivoted)
    throw new ChoiceError(
      `"${choices.columns.column}" has more than ${mostPivoted} values, too many for columns.`,
      "List those that are wanted: columns: { column: NAME, values: [a, b] }, or put it under rows.",
      ["group", "columns"],
    );
  const measures: readonly Measure[] = choices.measures?.length
    ? choices.measures
    : [{ fn: "count", of: "" }];
  checkShown(measures);
  const columns = groupColumns(log, choices, keys, measures, values);
  const { tables, from, sortKeys } = factTables(log, choices, keys, columns);
  const needsLevels =
    choices.totals === true ||
    choices.having !== undefined ||
    measures.some(({ show = "value" }) => show !== "value") ||
    (choices.sort !== undefined && keys.length > 1);
  const rule = remark(
    `${measuresText(columns)}${keys.length > 0 ? ` by ${keys.map(({ shown }) => shown).join(", ")}` : ""}.`,
  );
  const grouped = { keys, columns, sortKeys };
  return (
    rule +
    (needsLevels ? leveled(log, choices, grouped, tables, from) : plain(log, choices, grouped, tables, from))
  );
}

interface Grouped {
  keys: readonly GroupKey[];
  columns: readonly GroupColumn[];
  /** Of each key, what its groups are put in order by; as many as keys. */
  sortKeys: readonly string[];
}

type Tables = (readonly [name: string, body: string])[];

function measuresText(columns: readonly GroupColumn[]): string {
  return [...new Set(columns.map(({ label }) => label))].join(", ");
}

/** One level of rows: a plain GROUP BY. */
function plain(
  log: EventLog,
  choices: GroupChoices,
  { keys, columns, sortKeys }: Grouped,
  tables: Tables,
  from: string,
): string {
  const all = keys.flatMap((key, at) =>
    sortKeys[at] === key.name ? [key.name] : [key.name, sortKeys[at] ?? ""],
  );
  const selected = [
    ...keys.map(({ name, shown }) => (name === bareName(shown) ? name : `${name} AS ${bareName(shown)}`)),
    ...columns.filter(({ isHidden }) => !isHidden).map(({ sql, name }) => `${sql} AS ${bareName(name)}`),
  ];
  const sorted = orderTerms(choices, keys, columns, sortKeys, null);
  const select = `SELECT ${selected.join(",\n  ")}
FROM ${from}${tables.length === 0 ? whereSql([log.where && written(log.where)]).replace("  WHERE", "WHERE") : ""}${
    all.length > 0 ? `\nGROUP BY ${all.join(", ")}` : ""
  }${sorted.length > 0 ? `\nORDER BY ${sorted.map(({ sql, way }) => sql + way).join(", ")}` : ""}`;
  return tables.length === 0 ? select : withSql(tables, select);
}

/** All levels of rows, from which shares and the order are told; those that are not wanted are left out at the end. */
function leveled(
  log: EventLog,
  choices: GroupChoices,
  grouped: Grouped,
  tables: Tables,
  from: string,
): string {
  const { keys, columns, sortKeys } = grouped;
  const names = [...keys.map(({ shown }) => shown), ...columns.map(({ name }) => name)].map((name) =>
    name.toLowerCase(),
  );
  const level = names.includes("level") ? "level_" : "level";
  const sets = [...keys.keys(), keys.length].reverse().map((count) => {
    const within = keys
      .slice(0, count)
      .flatMap((key, at) => (sortKeys[at] === key.name ? [key.name] : [key.name, sortKeys[at] ?? ""]));
    return `(${within.join(", ")})`;
  });
  const places = sortKeys.flatMap((name, at) => (name === keys[at]?.name ? [] : [name]));
  const depth = keys.map(({ name }) => ` - grouping(${name})`).join("");
  const cells = `SELECT ${[
    ...keys.map(({ name, shown }) => `${name} AS ${bareName(shown)}`),
    ...places,
    `${keys.length}${depth} AS ${level}`,
    ...columns.map(({ sql, name }) => `${sql} AS ${bareName(name)}`),
  ].join(",\n    ")}
  FROM ${from}${tables.length === 0 ? whereSql([log.where && written(log.where)]) : ""}
  GROUP BY GROUPING SETS (${sets.join(", ")})`;
  const inCells = sortKeys.map((name, at) => (name === keys[at]?.name ? bareName(keys[at].shown) : name));
  const sorted = orderTerms(choices, keys, columns, inCells, level);
  const visible = columns.filter(({ isHidden }) => !isHidden);
  const shown = `SELECT ${[
    ...keys.map((key) => bareName(key.shown)),
    level,
    ...visible.map((column) => {
      const sql = shownSql(column, columns, keys, inCells, level);
      return sql === bareName(column.name) ? sql : `${sql} AS ${bareName(column.name)}`;
    }),
    ...sorted.map(({ sql }, at) => `${sql} AS sort_${at + 1}`),
  ].join(",\n    ")}
  FROM ${log.cte("cells")}`;
  const wanted = [
    ...(choices.totals ? [] : [`${level} = ${keys.length}`]),
    ...(choices.having === undefined ? [] : [written(choices.having)]),
  ];
  const left = [...(choices.totals ? [] : [level]), ...sorted.map((_, at) => `sort_${at + 1}`)];
  const order = sorted.map(({ way }, at) => `sort_${at + 1}${way}`);
  return withSql(
    [...tables, [log.cte("cells"), cells], [log.cte("shown"), shown]],
    `SELECT *${left.length > 0 ? ` EXCLUDE (${left.join(", ")})` : ""}
FROM ${log.cte("shown")}${wanted.length > 0 ? `\nWHERE ${wanted.join(" AND ")}` : ""}${order.length > 0 ? `\nORDER BY ${order.join(", ")}` : ""}`,
  );
}

/** The rows to be grouped with what is computed of them; the relation itself where nothing is. */
function factTables(
  log: EventLog,
  choices: GroupChoices,
  keys: readonly GroupKey[],
  columns: readonly GroupColumn[],
): { tables: Tables; from: string; sortKeys: string[] } {
  const computed = keys.flatMap(({ name, expression }) =>
    expression === null ? [] : [`${expression} AS ${name}`],
  );
  if (choices.columns)
    computed.push(`(${pivotSql(log, choices.columns)})::VARCHAR AS ${log.name("pivot_value")}`);
  const tops = keys.map(({ grouping }) => grouping.top);
  const isTop = tops.some((top) => top !== undefined);
  const sortKeys = keys.map(({ name }) => name);
  if (computed.length === 0 && !isTop) return { tables: [], from: bareName(log.relation), sortKeys };
  const facts = log.cte("facts");
  const tables: Tables = [
    [
      facts,
      `SELECT ${["*", ...computed].join(", ")}
  FROM ${bareName(log.relation)}${whereSql([log.where && written(log.where)])}`,
    ],
  ];
  if (!isTop) return { tables, from: facts, sortKeys };
  const by = columns.find(({ isTotal }) => isTotal)?.sql ?? "count(*)";
  const placed: string[] = [];
  const joins: string[] = [];
  for (const [at, key] of keys.entries()) {
    const { top } = key.grouping;
    if (top === undefined) continue;
    const [ranked, own, place] = [
      log.cte(`ranked_${at + 1}`),
      log.name(`top_${at + 1}`),
      log.name(`place_${at + 1}`),
    ];
    tables.push([
      ranked,
      `SELECT ${key.name} AS its_value, row_number() OVER (ORDER BY ${by} DESC NULLS LAST, ${key.name}) AS its_place
  FROM ${facts}
  GROUP BY ${key.name}`,
    ]);
    placed.push(
      `CASE WHEN ${ranked}.its_place <= ${top} THEN f.${key.name}::VARCHAR ELSE 'the other ' || ((SELECT count(*) FROM ${ranked}) - ${top}) END AS ${own}`,
      `least(${ranked}.its_place, ${top + 1}) AS ${place}`,
    );
    joins.push(`JOIN ${ranked} ON f.${key.name} IS NOT DISTINCT FROM ${ranked}.its_value`);
    sortKeys[at] = place;
    key.name = own;
  }
  const rows = log.cte("placed");
  tables.push([rows, `SELECT f.*, ${placed.join(",\n    ")}\n  FROM ${facts} AS f ${joins.join(" ")}`]);
  return { tables, from: rows, sortKeys };
}

function checkShown(measures: readonly Measure[]): void {
  for (const [at, { fn, show }] of measures.entries()) {
    if (show !== "running" || fn === "count" || fn === "sum") continue;
    throw new ChoiceError(
      `The ${fn} of several groups does not add up, so that it cannot be running.`,
      "Take count or sum, or another way to show it.",
      ["group", "measures", at, "show"],
    );
  }
}
