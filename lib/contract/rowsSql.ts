import { bareName } from "../sql/bareName.ts";
import type { Resolved, ResolvedColumns } from "./resolveColumns.ts";

/** The SELECT of a contract's rows: pinned columns under their names and types and in their order, then what was added. */
export function rowsSql(relation: string, { columns, added }: ResolvedColumns): string {
  const parts = [
    ...columns.map(columnSql),
    ...added.map(({ column, as }) => named(bareName(column.name), column.name, as)),
  ];
  return `select\n  ${parts.join(",\n  ") || "*"}\nfrom ${bareName(relation)}`;
}

function columnSql({ pinned, now }: Resolved): string {
  if (!now) return `cast(null as ${pinned.type}) as ${bareName(pinned.name)}`;
  const column = bareName(now.name);
  return now.type === pinned.type
    ? named(column, now.name, pinned.name)
    : `cast(${column} as ${pinned.type}) as ${bareName(pinned.name)}`;
}

function named(sql: string, name: string, as: string): string {
  return name === as ? sql : `${sql} as ${bareName(as)}`;
}
