import type { EngineApi } from "../engine/protocol.ts";
import { errorPosition } from "../sql/errorPosition.ts";
import { decodeTextPage } from "../table/textPage.ts";
import type { Asking } from "./answers.ts";
import type { TextRow } from "./stepInput.ts";

/** One more than this many distinct values are asked for, so that it is seen when there are more. */
const mostTexts = 200_000;

/** Asks the engine by its read-only SELECT; its words come without the picture of a statement that nobody wrote. */
export function askingOf(select: EngineApi["select"], compute: Asking["compute"]): Asking {
  return {
    compute,
    async texts(sql) {
      const answer = await select(sql, mostTexts);
      if (!answer.ok) return { ok: false, error: readable(answer.error, sql) };
      const page = decodeTextPage(answer.value.ipc);
      const texts = Array.from({ length: page.rows }, (_, row) => page.cell(row, 0) ?? "");
      return { ok: true, value: { texts, isCut: answer.value.truncated } };
    },
    async columns(sql) {
      const answer = await select(`select *\nfrom (\n${sql}\n)\nlimit 0`, 1);
      return answer.ok
        ? { ok: true, value: answer.value.columns }
        : { ok: false, error: readable(answer.error, sql) };
    },
  };
}

/** Rows of a query whose columns are all text; throws the engine's words. */
export async function askTexts(
  select: EngineApi["select"],
  sql: string,
  most: number,
): Promise<{ columns: readonly string[]; rows: TextRow[] }> {
  const answer = await select(sql, most);
  if (!answer.ok) throw new Error(readable(answer.error, sql).message);
  const page = decodeTextPage(answer.value.ipc);
  const rows = Array.from({ length: page.rows }, (_, row) =>
    page.columns.map((_, column) => page.cell(row, column)),
  );
  return { columns: page.columns, rows };
}

type Failed = Extract<Awaited<ReturnType<EngineApi["select"]>>, { ok: false }>["error"];

function readable(error: Failed, sql: string): Failed {
  const { line: _, column: _column, length: _length, ...rest } = error;
  const { message, hint } = errorPosition(error.message, sql, (offset) => offset, sql);
  return { ...rest, message, ...(hint === undefined ? {} : { hint }) };
}
