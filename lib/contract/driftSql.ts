import { bareName } from "../sql/bareName.ts";
import { quoteLiteral } from "../sql/quote.ts";
import { driftOf, type Finding } from "./contract.ts";

const text = (value: string | null) => (value === null ? "null" : quoteLiteral(value));

/** Keeps findings as the relation beside a contract's rows, one row each. */
export function driftSql(name: string, findings: readonly Finding[]): string {
  const table = bareName(driftOf(name));
  const columns = `"column" VARCHAR, finding VARCHAR, level VARCHAR, pinned VARCHAR, now VARCHAR, psi DOUBLE`;
  const rows = findings.map(({ column, finding, level, pinned, now, psi }) => {
    const index = psi === null ? "null" : `${psi}`;
    return `  (${[text(column), text(finding), text(level), text(pinned), text(now), index].join(", ")})`;
  });
  const create = `create or replace table ${table} (${columns})`;
  return rows.length === 0 ? create : `${create};\ninsert into ${table} values\n${rows.join(",\n")}`;
}
