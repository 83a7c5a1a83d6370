import type { Column, EngineApi } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { decodeTextPage } from "../table/textPage.ts";
import { type ColumnSample, plainType } from "./guessColumns.ts";
import { isTime } from "./sql/eventLog.ts";

const mostRows = 5_000;
const mostColumns = 200;

/** What the first rows of a relation say of its columns, for `guessColumns`; nothing where they cannot be read. */
export async function sampleColumns(
  relation: string,
  columns: readonly Column[],
  select: EngineApi["select"],
): Promise<Map<string, ColumnSample>> {
  const asked = columns
    .filter((column) => plainType.test(column.type) || isTime(column))
    .slice(0, mostColumns);
  const samples = new Map<string, ColumnSample>();
  if (asked.length === 0) return samples;
  const counts = asked.map(({ name }) => {
    const column = quoteIdentifier(name);
    return `count(${column})::VARCHAR, count(DISTINCT ${column})::VARCHAR`;
  });
  const sql = `SELECT ${counts.join(", ")} FROM (SELECT * FROM ${quoteIdentifier(relation)} LIMIT ${mostRows})`;
  const answer = await select(sql, 1);
  if (!answer.ok) return samples;
  const page = decodeTextPage(answer.value.ipc);
  for (const [at, { name }] of asked.entries())
    samples.set(name, { values: Number(page.cell(0, 2 * at)), distinct: Number(page.cell(0, 2 * at + 1)) });
  return samples;
}
