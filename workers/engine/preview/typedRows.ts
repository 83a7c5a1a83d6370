import type { PreviewColumn, PreviewRow } from "../../../lib/engine/sourcePreview.ts";
import type { CsvOptions } from "../../../lib/ingest/csv/options/CsvOptions.ts";
import type { CsvPreview } from "../../../lib/ingest/csv/preview/previewCsv.ts";
import { misfitsSql, typedColumnsSql } from "../../../lib/ingest/csv/types/chooseTypes.ts";
import { settleColumns } from "../../../lib/ingest/csv/types/settleColumns.ts";
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
    const plan = await settleColumns(from, typed, options, async (sql) => {
      const measured = await ask(session, sql);
      return measured.columns.map((_, column) => measured.cell(0, column));
    });
    const types = typedColumnsSql(plan, options);
    const values = await castValues(session, from, types, loaded.length);
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
        return { ...row, cells: row.cells.map((_, column) => values[column]?.[index] ?? null) };
      }),
    };
  } catch (thrown) {
    const { code, message } = tagError(thrown);
    if (code !== "sql") throw thrown;
    return { problem: message.split("\n", 1)[0] ?? message };
  }
}

/** A statement takes memory for each of its expressions, so the columns are cast a few at a time. */
const columnsAtOnce = 20;

/** Values of every column as DuckDB prints them, by column and row. */
async function castValues(
  session: EngineSession,
  from: string,
  types: ReturnType<typeof typedColumnsSql>,
  rowCount: number,
): Promise<(string | null)[][]> {
  const values: (string | null)[][] = [];
  for (let at = 0; at < types.length; at += columnsAtOnce) {
    const columns = types.slice(at, at + columnsAtOnce);
    const parts = columns.map(({ name, sql }) => {
      const quoted = quoteIdentifier(name);
      return sql === null ? quoted : `${sql} AS ${quoted}`;
    });
    const query = `SELECT ${parts.join(", ")} FROM ${from}`;
    const page = decodeTextPage(await session.page({ columns, rowCount, source: { query } }, 0, rowCount));
    for (const column of columns.keys()) {
      values.push(Array.from({ length: rowCount }, (_, row) => page.cell(row, column)));
    }
  }
  return values;
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
