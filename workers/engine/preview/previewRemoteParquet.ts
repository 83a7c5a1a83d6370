import { previewRows } from "../../../lib/engine/sourcePreview.ts";
import { unionSql } from "../../../lib/ingest/many/unionSql.ts";
import { openRemoteParquet } from "../../../lib/ingest/parquet/remoteParquet.ts";
import { IngestError } from "../../../lib/ingest/types.ts";
import { ByteCache } from "../../../lib/remote/ByteCache.ts";
import type { RemoteFile } from "../../../lib/remote/RemoteFile.ts";
import { decodeTextPage } from "../../../lib/table/textPage.ts";
import { parquetWasmPath } from "../parquetWasmPath.ts";
import { fetchTable } from "../remote/fetchTable.ts";
import { RemoteRelation } from "../remote/RemoteRelation.ts";
import { fetchedColumn } from "../remote/RemoteSink.ts";
import { keptName } from "../session.ts";
import type { PreviewBody, PreviewContext } from "./PreviewBody.ts";

/** Previews a Parquet file elsewhere: its columns by its footer, and rows of its first row group. */
export async function previewRemoteParquet(
  { session, baseUrl, id }: PreviewContext,
  file: RemoteFile,
): Promise<PreviewBody> {
  const wasm = new URL(parquetWasmPath, baseUrl).href;
  const parquet = await openRemoteParquet(file, wasm, new AbortController().signal);
  if (!parquet)
    throw new IngestError(`${file.name} does not end as a Parquet file does; get the whole file again.`);
  const union = unionSql([{ path: file.name, columns: parquet.columns, from: "" }], {
    filename: null,
    hive: false,
  });
  const relation = new RemoteRelation(id, file.name, [parquet], union);
  const columns = [...relation.columns];
  const wanted = { relation, columns: [...columns.keys()], groups: relation.groups, mostRows: previewRows };
  const { table, rows } = await fetchTable(session, wanted, { cache: new ByteCache(0), wasm }, {});
  try {
    const from = wanted.columns.map(fetchedColumn);
    const page = decodeTextPage(
      await session.page({ columns, rowCount: rows, source: { table, from } }, 0, previewRows),
    );
    return {
      columns: columns.map((column) => ({ ...column, note: null })),
      rows: Array.from({ length: page.rows }, (_, row) => ({
        line: null,
        cells: columns.map((_, column) => page.cell(row, column)),
        problem: null,
      })),
      isWhole: relation.rowCount <= previewRows,
    };
  } finally {
    if (!session.host.isDead) await session.control(`drop table if exists ${keptName(table)}`);
  }
}
