import type { CsvOptions } from "../options/CsvOptions.ts";
import { sniffHints } from "../options/sniffHints.ts";
import { alignRow } from "../read/alignRow.ts";
import type { CsvStructure } from "../sniff/CsvStructure.ts";
import { sampleRows } from "../sniff/sampleRows.ts";
import { sniffStructure } from "../sniff/sniffStructure.ts";
import type { TypedColumn } from "../types/chooseTypes.ts";
import type { NumberStyle } from "../types/numberRules.ts";
import { numberStyle } from "../types/numberStyle.ts";
import { typedColumns } from "../types/typedColumns.ts";

/** What a file would become with some options, as far as its first part shows. */
export interface CsvPreview {
  structure: CsvStructure;
  /** With DuckDB's name of the type that the first part suggests. */
  columns: { name: string; type: string; note: string | null }[];
  /** The rules behind the types, for whoever can try them on the values. */
  typed: TypedColumn[];
  /** How numbers are written in it. */
  numbers: NumberStyle;
  /** Cells as text; NULL where a row has none. A row that would be rejected has its reason. */
  rows: { line: number; cells: (string | null)[]; problem: string | null }[];
}

const typeSampleRows = 1000;

/** Previews the first `rows` rows of a file from its first part (UTF-8); the same rules as the load. */
export function previewCsv(
  head: Uint8Array | string,
  options: CsvOptions,
  { isWhole, rows = 100 }: { isWhole: boolean; rows?: number },
): CsvPreview {
  const bytes = typeof head === "string" ? new TextEncoder().encode(head) : head;
  const structure = sniffStructure(bytes, sniffHints(options, isWhole));
  const region = structure.tables[structure.table];
  if (!region)
    return { structure, columns: [], typed: [], numbers: { decimal: ".", thousands: "" }, rows: [] };
  const end = region.endByte ?? bytes.length;
  const width = region.names.length;
  const sample = sampleRows(bytes.subarray(0, end), structure.dialect, {
    from: region.dataByte,
    line: region.dataLine,
    most: Math.max(rows, typeSampleRows),
    isWhole: isWhole || region.endByte !== null,
    expected: width,
  });
  const records = sample
    .filter(
      (row) => !row.isComment && (width === 1 || row.cells.length > 1 || (row.cells[0] ?? "").trim() !== ""),
    )
    .filter((row) => !region.skipsEmpty || row.cells.some((cell) => cell.trim() !== ""))
    .map((row) => {
      const alignment = row.cells.length === width ? null : alignRow(row.cells, region.shapes);
      const without = alignment?.kind === "closed" ? alignment.without : -1;
      const isRejected = alignment?.kind === "rejected";
      const kept = row.cells.filter((_, index) => index !== without);
      return {
        line: row.line,
        // A rejected row is shown as it is written, however many cells it has.
        cells: isRejected ? row.cells : Array.from({ length: width }, (_, index) => kept[index] || null),
        problem: isRejected ? alignment.reason : null,
      };
    });
  const loaded = records.filter(({ problem }) => problem === null).map(({ cells }) => cells);
  const typed = typedColumns(region.names, loaded, options);
  const columns = typed.map(({ name, rules: [rule], notes }) => ({
    name,
    type: rule?.type ?? "VARCHAR",
    note: rule?.note ?? notes[0] ?? null,
  }));
  const { style } = numberStyle(
    loaded.flatMap((cells) => cells.flatMap((cell) => cell ?? [])),
    options,
  );
  return { structure, columns, typed, numbers: style, rows: records.slice(0, rows) };
}
