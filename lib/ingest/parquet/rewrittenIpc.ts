import type { Schema } from "apache-arrow";
import { batchOf, ipcOf } from "../arrow/ipcOf.ts";
import type { ColumnRewrite } from "./duckArrow.ts";
import type { DecodedBatches } from "./parquetWasm.ts";

/** A stream as DuckDB takes it: untouched where there is one and nothing has to change. */
export function rewrittenIpc(
  decoded: DecodedBatches,
  rewrites: ColumnRewrite[],
  schema: Schema,
): { ipc: Uint8Array; rows: number } {
  const isSame = rewrites.every(({ field, data }, index) => {
    const was = decoded.schema.fields[index];
    return data === null && was?.name === field.name && was.type === field.type && field.metadata.size === 0;
  });
  const batches = decoded.batches.filter((batch) => batch.numRows > 0);
  const rows = batches.reduce((sum, batch) => sum + batch.numRows, 0);
  if (isSame && decoded.ipc) return { ipc: decoded.ipc, rows };
  const changed = batches.map((batch) => {
    const columns = batch.data.children.map((data, index) => rewrites[index]?.data?.(data) ?? data);
    return batchOf(schema, columns, batch.numRows);
  });
  return { ipc: ipcOf(schema, changed), rows };
}
