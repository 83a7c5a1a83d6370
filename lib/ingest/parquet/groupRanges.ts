import type { ParquetFooter } from "./parquetFooter.ts";

/** A row group of more bytes is read column by column, as it is decoded. */
const mostBytes = 64 << 20;

/** Where each row group lies in the file, from its first byte to behind its last; null where the footer does not tell, or it is large. */
export function groupRanges({ metadata, buffer }: ParquetFooter): ([from: number, to: number] | null)[] {
  return metadata.row_groups.map(({ columns }) => {
    let from = Number.POSITIVE_INFINITY;
    let to = 0;
    for (const { meta_data: column } of columns) {
      if (!column) return null;
      // Some writers set the place of a dictionary that is not there to 0.
      const dictionary = Number(column.dictionary_page_offset ?? 0);
      const data = Number(column.data_page_offset);
      const start = dictionary > 0 ? Math.min(dictionary, data) : data;
      from = Math.min(from, start);
      to = Math.max(to, start + Number(column.total_compressed_size));
    }
    return from >= 0 && from < to && to <= buffer.byteLength && to - from <= mostBytes ? [from, to] : null;
  });
}
