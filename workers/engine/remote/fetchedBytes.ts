import type { Wanted } from "./fetchTable.ts";

/** The least that a value takes in a table. */
const valueBytes = 4;

/** What the wanted columns and row groups take in memory, about: their bytes uncompressed, as the footers tell. */
export function fetchedBytes(wanted: Wanted): number {
  return sizesOf(wanted).plain;
}

/** How much that is, in words. */
export function fetchedSizes(wanted: Wanted): string {
  const { plain, stored } = sizesOf(wanted);
  return `about ${inUnits(plain)} (${inUnits(stored)} compressed)`;
}

function sizesOf({ relation, columns, groups, mostRows }: Wanted): { plain: number; stored: number } {
  let plain = 0;
  let stored = 0;
  let left = mostRows;
  for (const { part, group, rows } of groups) {
    if (left <= 0) break;
    // Of a row group of which only some rows are wanted, only those get into memory.
    const share = Math.min(1, left / rows);
    left -= rows;
    const parquet = relation.parts[part];
    const names = new Set(
      columns.flatMap((column) => parquet?.names[relation.ownColumn(part, column) ?? -1] ?? []),
    );
    for (const { meta_data: chunk } of parquet?.footer.metadata.row_groups[group]?.columns ?? []) {
      if (!chunk || !names.has(chunk.path_in_schema[0] ?? "")) continue;
      plain += share * Math.max(Number(chunk.total_uncompressed_size), rows * valueBytes);
      stored += Number(chunk.total_compressed_size);
    }
  }
  return { plain, stored };
}

function inUnits(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
