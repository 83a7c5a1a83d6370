import type { TextDialect } from "../read/textDialect.ts";
import type { CsvStructure, TableRegion } from "./CsvStructure.ts";
import { cellKind } from "./cellKind.ts";
import { columnNames } from "./columnNames.ts";
import { findComment } from "./findComment.ts";
import { findTables, type GivenLayout } from "./findTables.ts";
import { lineEndOf } from "./lineEndOf.ts";
import { type SampleRow, sampleRows } from "./sampleRows.ts";
import { type GivenMarks, sniffDialect } from "./sniffDialect.ts";

/** What is told about a file rather than found; `isWhole` where its first part is all of it. */
export interface SniffHints extends GivenMarks, GivenLayout {
  isWhole: boolean;
  /** Which table of the file to read, from 0. */
  table?: number;
  names?: readonly string[];
}

/** Finds how a delimited file is written and where its tables are. `head` is its first part (UTF-8, up to some MiB). */
export function sniffStructure(head: Uint8Array | string, hints: SniffHints): CsvStructure {
  const bytes = typeof head === "string" ? new TextEncoder().encode(head) : head;
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = bytes.subarray(from);
  const ranked = sniffDialect(text, hints.isWhole, hints);
  const best = ranked[0];
  if (!best) throw new Error("a dialect is always found");
  // A mark that begins a header or records too is none of comments, whatever it does for the sample.
  const comment = hints.comment ?? findComment(text, { ...best.dialect, comment: "" }, best.columns);
  const dialect = { ...best.dialect, comment };
  const first = sampleRows(bytes, dialect, { from, isWhole: hints.isWhole });
  // Broken quotes are read with the number of fields in mind, which is known only now.
  const rows = first.some(({ strays }) => strays > 0)
    ? sampleRows(bytes, dialect, { from, isWhole: hints.isWhole, expected: usualWidth(first) })
    : first;
  const tables = findTables(rows, dialect, hints.isWhole, hints);
  const table = Math.min(Math.max(hints.table ?? 0, 0), tables.length - 1);
  const region = tables[table];
  if (region && hints.names) {
    const { names } = hints;
    // More names than the rows have fields: the rest is NULL where no row is longer.
    const width = Math.max(region.names.length, names.length);
    const all = Array.from(
      { length: width },
      (_, index) => names[index] ?? region.names[index] ?? `column${index}`,
    );
    region.names = columnNames([all], width);
  }
  const runnerUp = ranked[1];
  return {
    dialect,
    lineEnd: lineEndOf(text, dialect.crEndsLine),
    tables,
    table,
    missingWords: region ? missingWords(rows, region) : [],
    confidence: Math.min(
      1,
      best.score * (runnerUp ? Math.min(1, 0.5 + (best.score - runnerUp.score) * 2) : 1),
    ),
    alternatives: ranked.slice(1, 6),
    notes: notesOf(tables, table, dialect),
  };
}

function usualWidth(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells, strays } of rows)
    if (strays === 0) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts.entries()].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function missingWords(rows: readonly SampleRow[], region: TableRegion): { word: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.from < region.dataByte || (region.endByte !== null && row.from >= region.endByte)) continue;
    row.cells.forEach((cell, column) => {
      const family = region.shapes[column]?.family;
      if (family === undefined || family === "text" || family === "code" || cellKind(cell) !== "missing")
        return;
      counts.set(cell.trim(), (counts.get(cell.trim()) ?? 0) + 1);
    });
  }
  return [...counts.entries()].map(([word, count]) => ({ word, count }));
}

function notesOf(tables: readonly TableRegion[], table: number, dialect: TextDialect): string[] {
  const notes: string[] = [];
  const region = tables[table];
  if (tables.length > 1) {
    const others = tables.flatMap((other, index) =>
      index === table
        ? []
        : [`table ${index + 1} from line ${other.headerLine} (${other.names.length} columns)`],
    );
    notes.push(
      `the file holds ${tables.length} tables; table ${table + 1} is read, and not ${others.join(", ")}`,
    );
  }
  if (region && region.headerRows > 1) notes.push(`${region.headerRows} lines make the header`);
  if (dialect.escape !== "") notes.push(`${dialect.escape} is read as an escape`);
  return notes;
}
