import type { CellRange } from "./cellAddress.ts";
import type { SheetRow } from "./sheetRow.ts";

export type WorkbookFormat = "xlsx" | "xlsb" | "xls" | "ods" | "spreadsheetml";

export type SheetHidden = "no" | "hidden" | "very hidden";

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  name: string;
  hidden: SheetHidden;
  /** Only worksheets have cells. */
  kind: "worksheet" | "chart" | "dialog" | "macro";
  /** Bytes of the file that hold the sheet, as far as is known. */
  bytes: number;
}

/** What a sheet says of itself besides its rows; whole only when its last row was read. */
export interface SheetFacts {
  merges: CellRange[];
  hiddenColumns: number;
  /** The range that the sheet claims to use, which need not be true. */
  claimed: CellRange | null;
  /** Formulas without a stored result. */
  notes: string[];
}

/** The rows of one sheet, from the first to the last. */
export interface RowSource {
  /** The next of the rows read so far, or null; the object is used again for the next. */
  next(): SheetRow | null;
  /** Reads on; false at the end of the sheet. */
  more(): Promise<boolean>;
  facts: SheetFacts;
  /** Lets go of the file; needed where it is left before its end. */
  close(): Promise<void>;
}

export interface RowWatch {
  onBytes?: (bytesDone: number) => void;
  signal?: AbortSignal;
}

/** A workbook of any format, open. */
export interface Workbook {
  format: WorkbookFormat;
  sheets: SheetEntry[];
  /** The rows of a sheet, by its index in `sheets`; may be asked for again. */
  rows(index: number, watch: RowWatch): Promise<RowSource>;
}

export function noFacts(): SheetFacts {
  return { merges: [], hiddenColumns: 0, claimed: null, notes: [] };
}
