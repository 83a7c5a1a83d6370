import type { PreviewColumn, PreviewRow } from "../../../lib/engine/sourcePreview.ts";
import type { CsvOptions } from "../../../lib/ingest/csv/options/CsvOptions.ts";
import type { CsvPreview } from "../../../lib/ingest/csv/preview/previewCsv.ts";
import {
  measureSql,
  misfitsSql,
  readMeasured,
  settleTypes,
  type TypedColumn,
  typedSelect,
} from "../../../lib/ingest/csv/types/chooseTypes.ts";
import { quoteIdentifier, quoteLiteral } from "../../../lib/sql/quote.ts";
import { decodeTextPage } from "../../../lib/table/textPage.ts";
import type { EngineSession } from "../session.ts";
import { tagError } from "../tagError.ts";

type TypedRows =
  | { problem: null; columns: PreviewColumn[]; rows: PreviewRow[] }
  /** An asked type is none, or the like. */
  | { problem: string };

/** Rows of text as DuckDB casts them to their columns' types; rows with a value that an asked type refuses say so. */
export async function typedRows(
  session: EngineSession,
  { rows, typed, columns }: Pick<CsvPreview, "rows" | "typed" | "columns">,
  options: CsvOptions,
): Promise<TypedRows> {
  const loaded = rows.filter(({ problem }) => problem === null);
  if (loaded.length === 0 || typed.length === 0) return { problem: null, columns, rows: [] };
  const from = valuesSql(
    typed.map(({ name }) => name),
    loaded.map(({ cells }) => cells),
  );
  try {
    const plan = await settled(session, from, typed, options);
    const { sql, columns: types } = typedSelect(from, plan, options);
    const values = decodeTextPage(
      await session.page(
        { columns: types, rowCount: loaded.length, source: { query: sql } },
        0,
        loaded.length,
      ),
    );
    const misfits = await misfitsOf(session, misfitsSql(from, plan, options));
    return {
      problem: null,
      columns: plan.map((column, index) => ({
        name: column.name,
        type: types[index]?.type ?? "VARCHAR",
        note: column.notes[0] ?? null,
      })),
      rows: loaded.map((row, index) => {
        const problem = misfits.get(index) ?? null;
        if (problem !== null) return { ...row, problem };
        return { ...row, cells: row.cells.map((_, column) => values.cell(index, column)) };
      }),
    };
  } catch (thrown) {
    const { code, message } = tagError(thrown);
    if (code !== "sql") throw thrown;
    return { problem: message.split("\n", 1)[0] ?? message };
  }
}

/** The types that these rows leave, as the load finds them from all rows. */
async function settled(
  session: EngineSession,
  from: string,
  typed: readonly TypedColumn[],
  options: CsvOptions,
): Promise<readonly TypedColumn[]> {
  let plan = typed;
  for (let isSettled = false; !isSettled; ) {
    const sql = measureSql(from, plan, options);
    if (sql === null) break;
    const measured = await ask(session, sql);
    const row = measured.columns.map((_, column) => measured.cell(0, column));
    ({ columns: plan, isSettled } = settleTypes(plan, readMeasured(plan, row)));
  }
  return plan;
}

/** Why rows (by their place, from 0) would be rejected. */
async function misfitsOf(session: EngineSession, sql: string | null): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  if (sql === null) return found;
  const page = await ask(session, `select n::VARCHAR, column_name, raw from (${sql})`);
  for (let row = 0; row < page.rows; row++) {
    const place = Number(page.cell(row, 0)) - 1;
    const reason = `${page.cell(row, 1)}: ${page.cell(row, 2)} is not of the type that was asked for`;
    const before = found.get(place);
    found.set(place, before === undefined ? reason : `${before}; ${reason}`);
  }
  return found;
}

async function ask(session: EngineSession, sql: string) {
  return decodeTextPage(await session.withConnection((connection) => session.host.bytes(connection, sql)));
}

function valuesSql(names: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const lines = rows.map((cells) => {
    const values = names.map((_, column) => {
      const cell = cells[column] ?? null;
      return cell === null ? "NULL::VARCHAR" : textSql(cell);
    });
    return `(${values.join(", ")})`;
  });
  return `(SELECT * FROM (VALUES ${lines.join(", ")}) AS t(${names.map(quoteIdentifier).join(", ")}))`;
}

/** A statement's own text ends at a zero byte, so these are put in by name. */
function textSql(text: string): string {
  return quoteLiteral(text).replaceAll("\0", "' || chr(0) || '");
}
