import { useEffect, useState } from "react";
import { arrowColumns } from "../../lib/chart/arrowColumns.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import type { RowSource } from "../../lib/store/commands.ts";

/** Counts of a relation by their conditions, for as long as its rows are the same: every chart of it asks for them. */
const counts = new WeakMap<readonly Column[], Map<string, Promise<number | null>>>();

/** How many rows of a relation fulfil a condition; null until that is counted. `columns` are another list with other rows. */
export function useMatchingRows(
  { select }: Pick<RowSource, "select">,
  { relation, columns }: { relation: string; columns: readonly Column[] },
  where: string | null,
): number | null {
  const [counted, setCounted] = useState<{ of: readonly Column[]; where: string; count: number } | null>(
    null,
  );
  useEffect(() => {
    if (where === null) return;
    let isWanted = true;
    const known = counts.get(columns) ?? new Map<string, Promise<number | null>>();
    counts.set(columns, known);
    const count = known.get(where) ?? counting(select, relation, where);
    known.set(where, count);
    void count.then((found) => {
      // What could not be counted is asked again another time.
      if (found === null) known.delete(where);
      else if (isWanted) setCounted({ of: columns, where, count: found });
    });
    return () => {
      isWanted = false;
    };
  }, [select, relation, columns, where]);
  return where !== null && counted?.where === where && counted.of === columns ? counted.count : null;
}

async function counting(
  select: RowSource["select"],
  relation: string,
  where: string,
): Promise<number | null> {
  const sql = `SELECT count(*)::DOUBLE AS n FROM ${quoteIdentifier(relation)} WHERE ${where}`;
  const answer = await select(sql, 1);
  const [count] = answer.ok ? (arrowColumns(answer.value.ipc)[0]?.values ?? []) : [];
  return typeof count === "number" ? count : null;
}
