import { type ColumnBounds, columnBounds } from "../../../lib/ingest/parquet/columnBounds.ts";
import type { MayMatch } from "../../../lib/sql/mayMatch.ts";
import type { EngineSession } from "../session.ts";
import type { RemoteGroup, RemoteRelation } from "./RemoteRelation.ts";

/** Row groups whose bounds are held against filters in one statement. */
const groupsAStatement = 2000;

/** Indexes of the row groups in which rows may fulfil one of the filters: DuckDB itself compares their bounds. */
export async function chosenGroups(
  session: EngineSession,
  relation: RemoteRelation,
  filters: readonly MayMatch[],
): Promise<Set<number>> {
  const chosen = new Set<number>();
  const columns = [...new Set(filters.flatMap((filter) => [...filter.columns]))];
  const where = filters.map(({ sql }) => `coalesce(${sql}, true)`).join(" or ");
  const names = ["i", ...columns.flatMap((column) => [`lo${column}`, `hi${column}`, `some${column}`])];
  for (let from = 0; from < relation.groups.length; from += groupsAStatement) {
    const rows = relation.groups.slice(from, from + groupsAStatement).map((group, index) => {
      const bounds = columns.flatMap((column) => boundsSql(relation, group, column));
      return `(${[from + index, ...bounds].join(", ")})`;
    });
    const sql = `select i from (values ${rows.join(", ")}) t(${names.join(", ")}) where ${where}`;
    const found = await session.control(sql).catch((thrown: unknown) => {
      if (session.host.isDead) throw thrown;
      return null;
    });
    // What cannot be compared after all leaves nothing out.
    if (!found) return new Set(relation.groups.keys());
    for (const value of found.getChild("i") ?? []) chosen.add(Number(value));
  }
  return chosen;
}

function boundsSql(relation: RemoteRelation, { part, group }: RemoteGroup, column: number): string[] {
  const type = relation.columns[column]?.type ?? "VARCHAR";
  const { lowest, highest, hasValues } = boundsOf(relation, part, group, column);
  return [
    `(${lowest ?? "NULL"})::${type}`,
    `(${highest ?? "NULL"})::${type}`,
    `${hasValues === null ? "NULL" : hasValues}::BOOLEAN`,
  ];
}

function boundsOf(relation: RemoteRelation, part: number, group: number, column: number): ColumnBounds {
  const own = relation.ownColumn(part, column);
  const parquet = relation.parts[part];
  if (own !== null && parquet) {
    const [from, to] = [parquet.columns[own]?.type ?? "", relation.columns[column]?.type ?? ""];
    // Any other cast may change the order of values.
    const keepsOrder = from === to || (isInteger(from) && isInteger(to));
    return keepsOrder ? columnBounds(parquet, group, own) : { lowest: null, highest: null, hasValues: null };
  }
  // The same value in all rows of a file.
  const value = relation.projection(part, column).replace(/ AS "(?:[^"]|"")*"$/, "");
  return { lowest: value, highest: value, hasValues: !value.startsWith("CAST(NULL") };
}

function isInteger(type: string): boolean {
  return /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type);
}
