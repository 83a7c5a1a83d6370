import type { CsvOptions } from "../options/CsvOptions.ts";
import { measureSql, readMeasured, settleTypes, type TypedColumn } from "./chooseTypes.ts";

/**
 * DuckDB takes more than the square of a statement's expressions in time, and memory for each of them: measured at once,
 * 44 columns take ten times as long, and casts of 400 columns of 50 rows take 3 GB. So columns go a few at a time.
 */
const columnsAtOnce = 2;

/** Runs a SELECT of one row; its values as text. */
export type AskRow = (sql: string) => Promise<readonly (string | null)[]>;

/** Columns of a relation of text, each with the first rules that all its values fit. `relation` is SQL, quoted. */
export async function settleColumns(
  relation: string,
  columns: readonly TypedColumn[],
  options: CsvOptions,
  askRow: AskRow,
): Promise<TypedColumn[]> {
  const settled: TypedColumn[] = [];
  while (settled.length < columns.length) {
    const group = columns.slice(settled.length, settled.length + columnsAtOnce);
    settled.push(...(await settleGroup(relation, group, options, askRow)));
  }
  return settled;
}

async function settleGroup(
  relation: string,
  columns: readonly TypedColumn[],
  options: CsvOptions,
  askRow: AskRow,
): Promise<readonly TypedColumn[]> {
  for (let plan = columns; ; ) {
    const sql = measureSql(relation, plan, options);
    if (sql === null) return plan;
    const { columns: next, isSettled } = settleTypes(plan, readMeasured(plan, await askRow(sql)));
    if (isSettled) return next;
    plan = next;
  }
}
