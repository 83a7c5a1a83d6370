import { previewRows } from "../../../lib/engine/sourcePreview.ts";
import { quoteIdentifier, quoteName } from "../../../lib/sql/quote.ts";
import { decodeTextPage } from "../../../lib/table/textPage.ts";
import { attachDatabase, tableLabel } from "../loadDuckDb.ts";
import type { PreviewBody, PreviewContext } from "./PreviewBody.ts";

/** Previews a DuckDB database: its tables, and the first rows of one. It is attached for as long as that takes. */
export async function previewDatabase({
  session,
  part,
  detected,
  options,
  id,
}: PreviewContext): Promise<PreviewBody> {
  const path = `${session.host.folder}src/preview-${id}/database.duckdb`;
  const alias = `__eider_preview${id}`;
  const request = { id, file: part.file, relation: "" };
  try {
    const { tables } = await attachDatabase({ session, request, path }, detected, alias);
    const choices: PreviewBody["choices"] = {
      option: "table",
      items: tables.map((table) => ({ value: tableLabel(table), label: tableLabel(table), detail: "" })),
    };
    const asked = options.table;
    const table = asked === undefined ? tables[0] : tables.find((each) => tableLabel(each) === asked);
    if (!table) return { choices, problem: `There is no table ${String(asked)} in it.` };
    if (asked === undefined && tables.length > 1)
      return { choices, problem: `It holds ${tables.length} tables; choose one.` };
    const from = quoteName(alias, table.schema, table.name);
    const columns = await session.describe(from);
    const rowCount = await session.count(from);
    const source = { query: `select * from ${from}` };
    const page = decodeTextPage(await session.page({ columns, rowCount, source }, 0, previewRows));
    return {
      choices,
      effective: { table: tableLabel(table) },
      columns: columns.map((column) => ({ ...column, note: null })),
      rows: Array.from({ length: page.rows }, (_, row) => ({
        line: null,
        cells: columns.map((_, column) => page.cell(row, column)),
        problem: null,
      })),
      isWhole: rowCount <= previewRows,
      notes: [`${rowCount.toLocaleString("en")} rows; every query reads the file`],
    };
  } finally {
    if (!session.host.isDead) {
      await session.control(`detach database if exists ${quoteIdentifier(alias)}`);
      await session.host.dropFile(path).catch(() => undefined);
    }
  }
}
