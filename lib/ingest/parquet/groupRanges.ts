import { chunkRange } from "./columnChunks.ts";
import type { ParquetFooter } from "./parquetFooter.ts";

/** A row group of more bytes is read column by column, as it is decoded. */
const mostBytes = 64 << 20;

/** Where each row group lies in the file, from its first byte to behind its last; null where the footer does not tell, or it is large. */
export function groupRanges({ metadata, buffer }: ParquetFooter): ([from: number, to: number] | null)[] {
  return metadata.row_groups.map(({ columns }) => {
    let from = Number.POSITIVE_INFINITY;
    let to = 0;
    for (const column of columns) {
      const range = chunkRange(column);
      if (!range) return null;
      from = Math.min(from, range.from);
      to = Math.max(to, range.to);
    }
    return from >= 0 && from < to && to <= buffer.byteLength && to - from <= mostBytes ? [from, to] : null;
  });
}
