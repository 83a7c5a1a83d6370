import type { PreviewColumn, PreviewRow } from "../../../lib/engine/sourcePreview.ts";
import { irregularities, isRegular } from "../../../lib/ingest/csv/read/isRegular.ts";
import type { CsvStructure } from "../../../lib/ingest/csv/sniff/CsvStructure.ts";
import { sniffCsv } from "../../../lib/ingest/csv/sniffCsv.ts";
import { readCsvSql, sniffToOptions } from "../../../lib/ingest/csv/sniffToOptions.ts";
import { decodeTextPage } from "../../../lib/table/textPage.ts";
import { isAgreed } from "../loadCsv.ts";
import type { PreviewContext } from "./PreviewBody.ts";

/**
 * The first rows of a file that keeps the rules and that nobody said anything about, by DuckDB's own reader as the load
 * has them; null where the load takes another reader.
 */
export async function plainRows(
  { session, part, detected, id }: PreviewContext,
  structure: CsvStructure,
  shown: readonly PreviewRow[],
): Promise<{ columns: PreviewColumn[]; rows: PreviewRow[]; notes: string[] } | null> {
  const { isWhole } = part.head;
  if (!isRegular(structure, irregularities(detected.head, structure, isWhole))) return null;
  const end = isWhole ? detected.head.length : detected.head.lastIndexOf(10) + 1;
  const head = detected.head.subarray(0, end);
  const path = `${session.host.folder}src/preview-${id}/head.csv`;
  try {
    await session.host.registerFile(path, new File([new Uint8Array(head)], "head.csv"));
    const ask = async (sql: string) =>
      decodeTextPage(await session.withConnection((connection) => session.host.bytes(connection, sql)));
    const sniff = await sniffCsv(path, new TextDecoder().decode(head), "", ask);
    if (!sniff || !isAgreed(sniff, structure)) return null;
    const plan = sniffToOptions(sniff, head);
    const source = { query: readCsvSql(path, plan, null) };
    const { columns } = plan;
    const page = decodeTextPage(await session.page({ columns, rowCount: 0, source }, 0, shown.length));
    // Rows that it leaves out are for the reader that tells why.
    if (page.rows !== shown.length) return null;
    return {
      columns: columns.map((column) => ({ ...column, note: null })),
      rows: Array.from({ length: page.rows }, (_, row) => ({
        line: shown[row]?.line ?? null,
        cells: columns.map((_, column) => page.cell(row, column)),
        problem: null,
      })),
      notes: plan.notes,
    };
  } finally {
    if (!session.host.isDead) await session.host.dropFile(path).catch(() => undefined);
  }
}
