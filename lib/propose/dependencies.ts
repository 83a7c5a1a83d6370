import { quoteIdentifier } from "../sql/quote.ts";
import { type AskRows, countAt } from "./askRows.ts";

/** An approximate functional dependency: rows that agree in `by` nearly always agree in `column`. */
export interface Dependency {
  by: string;
  column: string;
  /** The share of rows that hold the most frequent value of their group, among groups of several rows (1 - g3). */
  strength: number;
  /** The share that the most frequent value of all has: what strength is held against. */
  base: number;
  /** How many groups of several rows there are. */
  groups: number;
}

/** A column as the search for dependencies sees it. */
export interface SearchedColumn {
  name: string;
  /** Estimated number of distinct values. */
  distinct: number;
  nulls: number;
  /** The share of the most frequent value among those that are not NULL. */
  base: number;
  /** Whether it may be repaired: text. */
  isText: boolean;
}

/** How much is looked at, so that wide and long relations end in time. */
export const dependencyBounds = {
  determinants: 30,
  dependents: 30,
  /** Rows that a determinant is measured on: whole groups, chosen by hash. */
  rows: 40_000,
};

/** Least strength, and how much of what chance leaves over may be left over. */
const leastStrength = 0.85;
const mostOfBase = 0.5;

/** Dependencies between columns of what stands behind FROM, the strongest first. One query for each determinant. */
export async function findDependencies(
  ask: AskRows,
  from: string,
  columns: readonly SearchedColumn[],
  rows: number,
  onStep: (done: number, total: number) => void = () => undefined,
): Promise<Dependency[]> {
  const determinants = columns
    .filter(({ distinct, nulls }) => distinct >= 2 && distinct <= 0.8 * (rows - nulls) && nulls < 0.5 * rows)
    .sort((a, b) => b.distinct - a.distinct)
    .slice(0, dependencyBounds.determinants);
  const dependents = columns
    .filter(
      ({ isText, distinct, nulls, base }) => isText && distinct >= 2 && base < 0.995 && nulls < 0.8 * rows,
    )
    .sort((a, b) => a.distinct - b.distinct)
    .slice(0, dependencyBounds.dependents);
  const found: Dependency[] = [];
  for (const [at, by] of determinants.entries()) {
    onStep(at, determinants.length);
    const others = dependents.filter(({ name }) => name !== by.name);
    if (others.length === 0) continue;
    for (const row of await ask(strengthSql(from, by, others, rows), others.length)) {
      const other = others[Number(row.i)];
      const n = countAt(row, "n");
      if (!other || n < Math.max(6, 0.02 * rows * sampledShare(rows))) continue;
      const strength = countAt(row, "mx") / n;
      if (strength < leastStrength || 1 - strength > mostOfBase * (1 - other.base)) continue;
      found.push({
        by: by.name,
        column: other.name,
        strength,
        base: other.base,
        groups: countAt(row, "groups"),
      });
    }
  }
  return found.sort((a, b) => b.strength - a.strength);
}

// Names that no relation has: a WITH of its name would hide it.
const groups = "_eider_groups";
const majorities = "_eider_majorities";
const used = "_eider_used";

const sampledShare = (rows: number) => Math.min(1, dependencyBounds.rows / Math.max(1, rows));

function strengthSql(
  from: string,
  by: SearchedColumn,
  others: readonly SearchedColumn[],
  rows: number,
): string {
  const x = quoteIdentifier(by.name);
  const parts = Math.ceil(rows / dependencyBounds.rows);
  const chosen = parts > 1 ? ` and hash(${x}) % ${parts} = 0` : "";
  // Hashes: texts may be long, and one column of numbers is grouped once for all pairs.
  const hashes = others.map(({ name }) => {
    const a = quoteIdentifier(name);
    return `case when ${a} is not null and ${a} <> '' then hash(${a}) end`;
  });
  return `select i::DOUBLE as i, sum(n)::DOUBLE as n, sum(mx)::DOUBLE as mx, count(*)::DOUBLE as groups
from (select i, x, sum(c) as n, max(c) as mx
  from (select i, x, a, count(*) as c
    from (select hash(${x}) as x, unnest([${hashes.join(", ")}]) as a, unnest(range(${others.length})) as i
      from ${from} where ${x} is not null${chosen})
    where a is not null group by all)
  group by all)
where n > 1 group by i`;
}

/** A value that its group does not agree with. */
export interface Dissent {
  by: string;
  /** The group's value of `by`, as text. */
  group: string;
  /** Its value, null for none, and what most of the group have instead. */
  from: string | null;
  to: string;
  /** Rows of the group with this value, with the other one, and all that have a value. */
  rows: number;
  agreeing: number;
  size: number;
  /** Whether the value is what another group agrees on: then it is right in some places. */
  isUsedElsewhere: boolean;
}

const mostDissents = 20_000;

/** Values that dissent from the majority of their group in a dependency, where that is clear: twice as many, and at least two. */
export async function dissents(ask: AskRows, from: string, { by, column }: Dependency): Promise<Dissent[]> {
  const x = quoteIdentifier(by);
  const a = quoteIdentifier(column);
  const rows = await ask(
    `with ${groups} as materialized (select ${x} as x, nullif(${a}, '') as a, count(*) as c from ${from} where ${x} is not null group by all),
${majorities} as materialized (select x, sum(c) as n, arg_max(a, c) as best, max(c) as mx from ${groups} where a is not null group by x),
${used} as (select distinct best from ${majorities} where mx > 1 and mx * 2 > n)
select cast(g.x as VARCHAR) as x, g.a as a, m.best as best, g.c::DOUBLE as c, m.mx::DOUBLE as mx, m.n::DOUBLE as n, coalesce(g.a in (from ${used}), false) as used
from ${groups} g join ${majorities} m using (x) where g.a is distinct from m.best and m.mx >= 2 and (g.a is null or m.mx >= 2 * g.c) order by c desc, x, a`,
    mostDissents,
  );
  return rows.flatMap((row) =>
    typeof row.best === "string" && typeof row.x === "string"
      ? {
          by,
          group: row.x,
          from: typeof row.a === "string" ? row.a : null,
          to: row.best,
          rows: countAt(row, "c"),
          agreeing: countAt(row, "mx"),
          size: countAt(row, "n"),
          isUsedElsewhere: row.used === true,
        }
      : [],
  );
}
