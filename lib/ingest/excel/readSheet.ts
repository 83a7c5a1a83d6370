import { duckTypeOf } from "../arrow/duckTypeOf.ts";
import { type BatchSink, IngestError, type ReadProgress, type ReadReport } from "../types.ts";
import { type CellRange, parseRange } from "./cellAddress.ts";
import { openWorkbook } from "./openWorkbook.ts";
import { ColumnShapes } from "./table/columnShapes.ts";
import { fillTable } from "./table/fillTable.ts";
import { type Head, readHead } from "./table/headRows.ts";
import { isSameLayout, type LayoutWish, type TableLayout, tableLayout } from "./table/tableLayout.ts";
import { tableNotes } from "./table/tableNotes.ts";
import { wantedSheets } from "./wantedSheets.ts";
import type { SheetEntry, Workbook } from "./workbook.ts";
import { limits } from "./workbookLimits.ts";

/** Which cells of a workbook to read, and how. */
export interface SheetOptions {
  /** Name of the sheet, or its index from 0; absent for the first with values, hidden ones last. */
  sheet?: string | number;
  /** Cells to keep to, such as "C5:F20" or "B:F"; absent for all. */
  range?: string;
  /** The number of the row with the names, as the sheet counts; null for none; absent to have it found. */
  headerRow?: number | null;
  /** Keeps every column as text. */
  allText?: boolean;
  /** Loads blank rows and columns of a range as NULL, so that it keeps its shape. */
  keepBlank?: boolean;
}

/**
 * Reads one sheet of a workbook as a table: xlsx, xlsm, xlsb, xls, ods, or Excel's XML of 2003, whatever its name.
 * Columns of one kind are BIGINT, DOUBLE, BOOLEAN, DATE, TIMESTAMP, TIME or INTERVAL (durations); all others VARCHAR.
 * Types are guessed from the first rows; where a later cell does not fit, the rest is looked through and all is loaded
 * once more. Throws an IngestError where the sheet cannot be read.
 */
export async function readSheet(
  file: Blob,
  sink: BatchSink,
  options: SheetOptions,
  onProgress: ReadProgress,
  signal: AbortSignal,
): Promise<ReadReport> {
  const workbook = await openWorkbook(file);
  const wish = layoutWish(options);
  const { range } = wish;
  const { index, sheet, head, merges } = await firstLook(workbook, wish, options, signal);
  const allText = options.allText ?? false;
  const keepBlank = options.keepBlank ?? false;
  let layout = tableLayout(head, wish, merges);
  let shapes = new ColumnShapes(range);
  const observeHead = ({ firstRow }: TableLayout) => {
    for (const row of head.kept) if (row.row >= firstRow) shapes.observe(row);
  };
  observeHead(layout);
  // Each pass that widens has seen the whole sheet; one more may learn of merged cells, which stand behind the rows.
  for (let passes = 1; ; passes++) {
    if (passes > 5) throw new IngestError("No columns were found that hold all rows of the sheet.");
    const columns = shapes.plan(layout, allText, keepBlank);
    let bytesDone = 0;
    const source = await workbook.rows(index, {
      signal,
      onBytes: (bytes) => {
        bytesDone = Math.min(file.size, Math.round((bytes / Math.max(1, sheet.bytes)) * file.size));
      },
    });
    const onRows = (rows: number) => onProgress(bytesDone, rows);
    const run = { source, sink, layout, columns, shapes, range, keepBlankRows: keepBlank, onRows, signal };
    const end = await fillTable(run);
    const known = tableLayout(head, wish, source.facts.merges);
    if (!isSameLayout(known, layout)) {
      if (end.status === "done") await sink.restart();
      layout = known;
      shapes = new ColumnShapes(range);
      observeHead(layout);
      continue;
    }
    if (end.status === "widened") continue;
    onProgress(file.size, end.rows);
    const about = { sheets: workbook.sheets, sheet, layout, columns, shapes, range, allText };
    return {
      rows: end.rows,
      loaded: end.loaded,
      rejects: [],
      skipped: [
        { reason: "blank", lines: end.blankRows },
        { reason: "above the header", lines: end.above },
        { reason: "outside the range", lines: end.outside },
      ].filter(({ lines }) => lines > 0),
      notes: tableNotes({ ...about, facts: source.facts, counts: end }),
      encoding: null,
      columns: end.schema.fields.map((field) => ({ name: field.name, type: duckTypeOf(field) })),
    };
  }
}

interface Look {
  index: number;
  sheet: SheetEntry;
  head: Head;
  merges: readonly CellRange[];
}

/** The first rows of the sheet that is wanted; where none is named, of the first that has any. */
async function firstLook(
  workbook: Workbook,
  wish: LayoutWish,
  options: SheetOptions,
  signal: AbortSignal,
): Promise<Look> {
  const wanted = wantedSheets(workbook.sheets, options.sheet);
  for (const [index, sheet] of wanted) {
    const source = await workbook.rows(index, { signal });
    const head = await readHead(source, headRange(wish));
    signal.throwIfAborted();
    if (head.kept.length > 0) return { index, sheet, head, merges: source.facts.merges };
  }
  const [first] = wanted;
  const name = first ? `sheet "${first[1].name}"` : "the workbook";
  throw new IngestError(
    options.range === undefined
      ? `There is no value in ${wanted.length > 1 ? "any sheet" : name}; choose another ${wanted.length > 1 ? "file" : "sheet"}.`
      : `No cell of ${name} in ${options.range} holds a value; choose another range.`,
  );
}

function layoutWish(options: SheetOptions): LayoutWish {
  let range: CellRange | null = null;
  if (options.range !== undefined) {
    range = parseRange(options.range);
    if (!range) {
      throw new IngestError(
        `"${options.range}" is no range of cells; write it like C5:F20, or B:F for columns.`,
      );
    }
  }
  const cells = range ? (range.lastRow - range.firstRow + 1) * (range.lastColumn - range.firstColumn + 1) : 0;
  if (options.keepBlank && cells > limits.keptCells) {
    throw new IngestError(
      `The range ${options.range} is too large to keep its blank rows; choose a smaller one.`,
    );
  }
  const { headerRow } = options;
  return { range, header: headerRow === undefined ? "find" : headerRow === null ? null : headerRow - 1 };
}

/** Rows before a header that was asked for need no look. */
function headRange({ range, header }: LayoutWish): CellRange | null {
  if (typeof header !== "number") return range;
  const whole = { firstRow: 0, firstColumn: 0, lastRow: limits.rows - 1, lastColumn: limits.columns - 1 };
  return { ...(range ?? whole), firstRow: Math.max(header, range?.firstRow ?? 0) };
}
