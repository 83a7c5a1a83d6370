import type { RejectedRow, RejectedRows } from "../../../lib/engine/rejectedRow.ts";
import { fixKey } from "../../../lib/ingest/fixes/sourceFixes.ts";
import { quoteIdentifier } from "../../../lib/sql/quote.ts";
import { decodeTextPage } from "../../../lib/table/textPage.ts";
import type { EngineSession } from "../session.ts";
import type { RowReaders } from "./Mending.ts";

/** What is known of a source that has rejects. */
export interface Menders {
  readers: RowReaders;
  isMany: boolean;
}

/** The rejected rows of a relation in the order of the file, at most `most`; a row that fails in several columns is one. */
export async function rejectedRows(
  session: EngineSession,
  relation: string,
  { readers, isMany }: Menders,
  most: number,
): Promise<RejectedRows> {
  if (!session.rowsOf(`${relation}__rejects`)) {
    const unfixable = "The rejected rows are not kept, because the source is too large for the memory.";
    return { rows: [], total: 0, unfixable };
  }
  const from = `main.${quoteIdentifier(`${relation}__rejects`)}`;
  const total = await session.count(`(select distinct file, line, byte, raw from ${from})`);
  const page = decodeTextPage(
    await session.withConnection((connection) =>
      session.host.bytes(
        connection,
        `select number::VARCHAR, file, line::VARCHAR, raw, in_line::VARCHAR, column_name, reason from (
          select *, dense_rank() over (order by file, line, byte, raw) as number,
            count(distinct byte) over (partition by file, line) as in_line from ${from}
        ) where number <= ${most} order by number, column_name`,
      ),
    ),
  );
  const rows = new Map<string, RejectedRow>();
  for (let at = 0; at < page.rows; at++) {
    const text = (column: number) => page.cell(at, column);
    const number = text(0) ?? "";
    const file = text(1) ?? "";
    const line = text(2) === null ? null : Number(text(2));
    const path = isMany ? file : null;
    const isAlone = line !== null && text(4) === "1" && readers.has(path ?? "");
    const row = rows.get(number) ?? {
      key: isAlone ? fixKey(path, line) : null,
      file,
      line,
      raw: text(3) ?? "",
      problems: [],
    };
    const problem = { column: text(5), reason: text(6) ?? "" };
    const isTold = row.problems.some(
      ({ column, reason }) => column === problem.column && reason === problem.reason,
    );
    if (!isTold) row.problems.push(problem);
    rows.set(number, row);
  }
  const unfixable =
    readers.size > 0 ? null : "Rows of this file cannot be read on their own, so they cannot be mended.";
  return { rows: [...rows.values()], total, unfixable };
}
