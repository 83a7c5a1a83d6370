import { duckTypeOf } from "../arrow/duckTypeOf.ts";
import { type BatchSink, IngestError, type ReadProgress, type ReadReport } from "../types.ts";
import { type CellRange, parseRange } from "./cellAddress.ts";
import { openWorkbook } from "./openWorkbook.ts";
import { ColumnShapes } from "./table/columnShapes.ts";
import { fillTable } from "./table/fillTable.ts";
import { readHead } from "./table/headRows.ts";
import { isSameLayout, type LayoutWish, type TableLayout, tableLayout } from "./table/tableLayout.ts";
import { tableNotes } from "./table/tableNotes.ts";
import type { SheetEntry, Workbook } from "./workbook.ts";
import { limits } from "./workbookLimits.ts";

/** Which cells of a workbook to read, and how. */
export interface SheetOptions {
  /** Name of the sheet, or its index from 0; absent for the first worksheet that is not hidden. */
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
  const index = chosenSheet(workbook, options.sheet);
  const sheet = workbook.sheets[index];
  if (!sheet) throw new IngestError("The workbook has no sheets.");
  const wish = layoutWish(options);
  const { range } = wish;
  const allText = options.allText ?? false;
  const keepBlank = options.keepBlank ?? false;
  const looked = await workbook.rows(index, { signal });
  const head = await readHead(looked, headRange(wish));
  signal.throwIfAborted();
  let layout = tableLayout(head, wish, looked.facts.merges);
  let shapes = new ColumnShapes(range);
  const observeHead = ({ firstRow }: TableLayout) => {
    for (const row of head.kept) if (row.row >= firstRow) shapes.observe(row);
  };
  observeHead(layout);
  // Each pass that widens has seen the whole sheet; one more may learn of merged cells, which stand behind the rows.
  for (let passes = 1; ; passes++) {
    if (passes > 5) throw new IngestError("No columns were found that hold all rows of the sheet.");
    const columns = shapes.plan(layout, allText, keepBlank);
    if (columns.length === 0) throw nothingIn(sheet, options);
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

function nothingIn(sheet: SheetEntry, { range }: SheetOptions): IngestError {
  return new IngestError(
    range === undefined
      ? `Sheet "${sheet.name}" holds no values; choose another sheet.`
      : `No cell of sheet "${sheet.name}" in ${range} holds a value; choose another range.`,
  );
}

function chosenSheet(workbook: Workbook, wanted: string | number | undefined): number {
  const { sheets } = workbook;
  const hasCells = ({ kind }: SheetEntry) => kind === "worksheet" || kind === "macro";
  if (wanted === undefined) {
    const shown = sheets.findIndex((sheet) => hasCells(sheet) && sheet.hidden === "no");
    const index = shown >= 0 ? shown : sheets.findIndex(hasCells);
    if (index < 0) throw new IngestError("The workbook holds no sheet with cells, only charts or dialogs.");
    return index;
  }
  const index =
    typeof wanted === "number"
      ? wanted
      : ([
          sheets.findIndex(({ name }) => name === wanted),
          sheets.findIndex(({ name }) => name.toLowerCase() === wanted.toLowerCase()),
        ].find((found) => found >= 0) ?? -1);
  const sheet = sheets[index];
  if (!sheet) {
    const names = sheets.slice(0, 20).map(({ name }) => `"${name}"`);
    throw new IngestError(`The workbook has no sheet "${wanted}"; its sheets are ${names.join(", ")}.`);
  }
  if (!hasCells(sheet))
    throw new IngestError(`"${sheet.name}" is a ${sheet.kind} sheet, which has no cells.`);
  return index;
}
