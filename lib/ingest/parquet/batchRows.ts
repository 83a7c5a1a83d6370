import { rowGroupRows } from "../rowGroupRows.ts";
import type { ParquetFooter } from "./parquetFooter.ts";

/** So many rows that a batch comes to some 64 MiB, whatever the width of the table. */
export function batchRows({ metadata, groupRows }: ParquetFooter, group: number): number {
  const rowBytes =
    Number(metadata.row_groups[group]?.total_byte_size ?? 0) / Math.max(1, groupRows[group] ?? 1);
  return Math.max(2048, Math.min(rowGroupRows, Math.floor((64 << 20) / Math.max(1, rowBytes))));
}
