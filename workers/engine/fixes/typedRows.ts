import type { CsvOptions } from "../../../lib/ingest/csv/options/CsvOptions.ts";
import { misfitsSql, type TypedColumn, typedSelect } from "../../../lib/ingest/csv/types/chooseTypes.ts";
import type { ReadAgain } from "../../../lib/ingest/types.ts";
import { decodeTextPage } from "../../../lib/table/textPage.ts";
import { type EngineSession, keptName } from "../session.ts";
import { readBatches } from "./batchRows.ts";
import type { RowReader } from "./RowReader.ts";

/** Corrected rows of a file that was read as text first: its columns keep the types that they have. */
export function typedRows(
  session: EngineSession,
  readAgain: ReadAgain,
  plan: readonly TypedColumn[],
  options: CsvOptions,
): RowReader {
  return {
    async read(texts) {
      const read = await readBatches(session, readAgain, texts);
      const misfitsOf = plan.map((column) => ({ ...column, asked: column.asked ?? column.name }));
      const from = read.table === null ? "" : keptName(read.table);
      const misfits = read.table === null ? null : misfitsSql(from, misfitsOf, options);
      if (misfits === null) return read;
      const problems = new Map(read.problems);
      // Rows of the table are the texts without a problem, in their order.
      const indexes = [...texts.keys()].filter((index) => !problems.has(index));
      const refused: number[] = [];
      const page = decodeTextPage(
        await session.withConnection((connection) =>
          session.host.bytes(connection, `select n::VARCHAR, column_name, raw from (${misfits}) order by n`),
        ),
      );
      for (let at = 0; at < page.rows; at++) {
        const row = Number(page.cell(at, 0)) - 1;
        const column = page.cell(at, 1) ?? "";
        const index = indexes[row];
        if (index === undefined || problems.has(index)) continue;
        refused.push(row);
        problems.set(index, `${column}: "${page.cell(at, 2) ?? ""}" is no ${typeOf(plan, column)}`);
      }
      const kept = refused.length === 0 ? from : `(from ${from} where rowid not in (${refused.join(", ")}))`;
      const table = session.kept.newTable("s");
      await session.control(
        `create table ${keptName(table)} as ${typedSelect(kept, plan, options).sql}; drop table ${from}`,
      );
      return { table, problems };
    },
  };
}

function typeOf(plan: readonly TypedColumn[], name: string): string {
  return plan.find((column) => column.name === name)?.rules[0]?.label ?? "value of its type";
}
