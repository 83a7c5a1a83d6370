import type { Column } from "../engine/protocol.ts";
import { keptSchemaName } from "../sql/keptSchemaName.ts";
import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import type { TraceEngine } from "./rowsBehind.ts";

/** A relation's name as SQL has it. */
export function relationSql(name: string): string {
  return name.split(".").map(quoteIdentifier).join(".");
}

/**
 * The table, as SQL has it, that a relation's rows lie in one by one, so that they have places; null where they are
 * computed. Most relations are views that pass on a kept table, through which rowid cannot be asked for.
 */
export async function tableOf(
  relation: string,
  columns: readonly Column[],
  engine: TraceEngine,
): Promise<string | null> {
  if (columns.some((column) => column.name.toLowerCase() === "rowid")) return null;
  const kept = await keptTableOf(relation, engine);
  const table = kept ?? relationSql(relation);
  const own = await engine.columns(`select * from ${table} limit 0`);
  const isSame = own.length === columns.length && own.every(({ name }, at) => name === columns[at]?.name);
  if (!isSame) return null;
  return engine.columns(`select rowid from ${table} limit 0`).then(
    () => table,
    () => null,
  );
}

const passesOn = new RegExp(
  `\\bselect\\s+([^]*?)\\s+from\\s+(${keptSchemaName}\\.(?:"(?:[^"]|"")*"|\\w+))\\s*;?\\s*$`,
  "i",
);

/** The kept table that a view passes on as it is. */
async function keptTableOf(relation: string, engine: TraceEngine): Promise<string | null> {
  const [[sql] = []] = await engine.texts(
    `select cast(sql as varchar) from duckdb_views() where schema_name = 'main' and lower(view_name) = lower(${quoteLiteral(relation)})`,
    1,
  );
  const found = passesOn.exec(sql ?? "");
  // A column under another name is another column.
  return found && !/\bas\b/i.test(found[1] ?? "") ? (found[2] ?? null) : null;
}
