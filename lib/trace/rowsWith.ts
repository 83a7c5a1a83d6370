import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import { matchSql, type Text, type TracedRow } from "./matchSql.ts";
import { sameName } from "./query.ts";
import { relationSql, tableOf } from "./relationSql.ts";
import { type Behind, firstRows, type TraceEngine } from "./rowsBehind.ts";

/** The rows of a relation that have these texts in columns of these names. Rejects with the engine's words. */
export async function rowsWith(
  relation: string,
  wanted: readonly { column: string; text: Text }[],
  engine: TraceEngine,
): Promise<Behind> {
  const columns = await engine.columns(`select * from ${relationSql(relation)} limit 0`);
  const table = await tableOf(relation, columns, engine);
  const place = table === null ? "cast(null as varchar)" : "cast(traced.rowid as varchar)";
  const list = [place, ...columns.map((column) => `cast(traced.${quoteIdentifier(column.name)} as varchar)`)];
  const conditions = wanted.map(({ column, text }) => {
    const own = `cast(traced.${quoteIdentifier(column)} as varchar)`;
    return text === null ? `${own} is null` : `${own} = ${quoteLiteral(text)}`;
  });
  const body = `from ${table ?? relationSql(relation)} as traced\nwhere ${conditions.join(" and ") || "true"}`;
  const told = await firstRows(
    (most) => `select ${list.join(", ")}\n${body}\nlimit ${most}`,
    `select cast(count(*) as varchar) ${body}`,
    engine,
  );
  return { label: relation, of: { kind: "relation", name: relation }, columns, ...told };
}

/**
 * A guess where rows cannot be followed: the rows of a relation with the same values in all columns that have the names
 * of the row's. `by` are these names; null where there are none.
 */
export async function likeRows(
  relation: string,
  row: TracedRow,
  engine: TraceEngine,
): Promise<{ behind: Behind; by: readonly string[] } | null> {
  // A name that is an input's value and no relation has no rows.
  const columns = await engine.columns(`select * from ${relationSql(relation)} limit 0`).catch(() => []);
  const wanted = columns.flatMap(({ name }) => {
    const at = row.columns.findIndex((column) => sameName(column.name, name));
    return at < 0 ? [] : [{ column: name, text: row.values[at] ?? null }];
  });
  if (wanted.length === 0) return null;
  return { behind: await rowsWith(relation, wanted, engine), by: wanted.map(({ column }) => column) };
}

/** How many rows of a relation are equal to a row. */
export async function countEqual(relation: string, row: TracedRow, engine: TraceEngine): Promise<number> {
  const conditions = row.columns.map(({ name, type }, at) =>
    matchSql(`traced.${quoteIdentifier(name)}`, type, row.values[at] ?? null),
  );
  const sql = `select cast(count(*) as varchar) from ${relationSql(relation)} as traced where ${conditions.join(" and ") || "true"}`;
  const [[count] = []] = await engine.texts(sql, 1);
  return Number(count ?? 0);
}
