import { quoteLiteral } from "../../lib/sql/quote.ts";
import type { StatementWatch } from "./duckHost.ts";
import { type EngineSession, keptName } from "./session.ts";

/** Keeps a plan that EXPLAIN tells as JSON, with tables under the names that people gave them; answers its result key. */
export async function keepPlan(session: EngineSession, sql: string, watch: StatementWatch): Promise<string> {
  const told = await session.host.table(session.cells, sql, watch);
  const value = (name: string) => String(told.getChild(name)?.get(0) ?? "");
  const plan = value("explain_value").replace(/__eider_[rs]\d+/g, (table) => {
    const name = session.nameOfTable(table);
    // It stands in a JSON text.
    return name === null ? table : JSON.stringify(name).slice(1, -1);
  });
  const table = session.kept.newTable("r");
  const columns = `${quoteLiteral(value("explain_key"))} as explain_key, ${quoteLiteral(plan)} as explain_value`;
  await session.control(`create table ${keptName(table)} as select ${columns}`);
  return session.keep({
    columns: [
      { name: "explain_key", type: "VARCHAR" },
      { name: "explain_value", type: "VARCHAR" },
    ],
    rowCount: 1,
    source: { table, from: ["explain_key", "explain_value"] },
  });
}
