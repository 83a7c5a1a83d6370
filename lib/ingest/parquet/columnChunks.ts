import type { ColumnChunk } from "hyparquet";
import type { ByteRange } from "../../remote/ChunksAhead.ts";
import type { ParquetFooter } from "./parquetFooter.ts";

/** Where a column of a row group lies; null where the footer does not tell. */
export function chunkRange({ meta_data: column }: ColumnChunk): ByteRange | null {
  if (!column) return null;
  // Some writers set the place of a dictionary that is not there to 0.
  const dictionary = Number(column.dictionary_page_offset ?? 0);
  const data = Number(column.data_page_offset);
  const from = dictionary > 0 ? Math.min(dictionary, data) : data;
  return { from, to: from + Number(column.total_compressed_size) };
}

/** Where the named top-level columns of a row group lie, in the order of the file; null where the footer does not tell. */
export function columnChunks(
  { metadata, buffer }: ParquetFooter,
  group: number,
  names: ReadonlySet<string>,
): ByteRange[] | null {
  const ranges: ByteRange[] = [];
  for (const chunk of metadata.row_groups[group]?.columns ?? []) {
    if (!names.has(chunk.meta_data?.path_in_schema[0] ?? "")) continue;
    const range = chunkRange(chunk);
    if (!range || range.from < 0 || range.to < range.from || range.to > buffer.byteLength) return null;
    ranges.push(range);
  }
  return ranges.sort((one, other) => one.from - other.from);
}

/** What lies this near to the next is fetched with it: a request takes longer than the bytes between them. */
const nearBytes = 256 << 10;
/** A request is for no more, so that several bring a large range. */
const requestBytes = 8 << 20;

/** The requests by which ranges are fetched: near ones joined, large ones in parts. `ranges` are in the order of the file. */
export function requestRanges(ranges: readonly ByteRange[]): ByteRange[] {
  const joined: ByteRange[] = [];
  for (const { from, to } of ranges) {
    const last = joined.at(-1);
    if (last && from - last.to <= nearBytes) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined.flatMap(({ from, to }) => {
    const parts = Math.max(1, Math.ceil((to - from) / requestBytes));
    const size = Math.ceil((to - from) / parts);
    return Array.from({ length: parts }, (_, part) => ({
      from: from + part * size,
      to: Math.min(to, from + (part + 1) * size),
    }));
  });
}
