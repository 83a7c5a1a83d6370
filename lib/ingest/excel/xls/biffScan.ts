import { IngestError } from "../../types.ts";
import type { CellRange } from "../cellAddress.ts";
import { limits } from "../workbookLimits.ts";
import { biff, biffRecords } from "./biffRecords.ts";

/** What a first look through the records of a sheet finds. */
export interface SheetScan {
  /** Where the bodies of its cells' records begin, by row. */
  cells: Uint32Array;
  /** Texts of formulas: the body of the formula's record to that of its text. */
  results: Map<number, number>;
  merges: CellRange[];
  hiddenRows: Set<number>;
  hiddenColumns: number;
}

/** The records that begin a sheet, by the version of Excel that wrote it. */
export type BiffBegin = typeof biff.bof | typeof biff.bof4 | typeof biff.bof3 | typeof biff.bof2;

const cellRecords = new Set<number>([
  biff.blank,
  biff.mulBlank,
  biff.number,
  biff.rk,
  biff.mulRk,
  biff.label,
  biff.rString,
  biff.labelSst,
  biff.boolErr,
  biff.formula,
  biff.formula3,
  biff.formula4,
]);

/** Excel 2 has numbers of its own for cells; formulas have the same. */
const cellRecords2 = new Set<number>([
  biff.blank2,
  biff.integer2,
  biff.number2,
  biff.label2,
  biff.boolErr2,
  biff.formula,
]);

/** Looks through the sheet that begins at `start`; throws an IngestError where none does, or where it has no end. */
export function scanSheet(bytes: Uint8Array, start: number, sheet: string, begin: BiffBegin): SheetScan {
  const isCell = begin === biff.bof2 ? cellRecords2 : cellRecords;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const scan: SheetScan = {
    cells: new Uint32Array(0),
    results: new Map(),
    merges: [],
    hiddenRows: new Set(),
    hiddenColumns: 0,
  };
  const cells = new GrowingList();
  let formula = 0;
  let depth = 0;
  let isEnded = false;
  for (const { id, from, to } of biffRecords(bytes, start)) {
    if (depth === 0 && id !== begin) break;
    if (id === begin) depth++;
    else if (id === biff.eof) {
      depth--;
      isEnded = depth === 0;
      if (isEnded) break;
    }
    // What is deeper belongs to charts in the sheet.
    if (depth !== 1) continue;
    if (isCell.has(id) && to - from >= 6) {
      if (id === biff.formula || id === biff.formula3 || id === biff.formula4) formula = from;
      cells.push(from);
    } else if (id === biff.string || (id === biff.string2 && begin === biff.bof2))
      scan.results.set(formula, from);
    else if (id === biff.row && to - from >= 16 && view.getUint32(from + 12, true) & 0x20) {
      scan.hiddenRows.add(view.getUint16(from, true));
    } else if (id === biff.colInfo && to - from >= 10 && view.getUint16(from + 8, true) & 1) {
      scan.hiddenColumns += view.getUint16(from + 2, true) - view.getUint16(from, true) + 1;
    } else if (id === biff.mergedCells) readMerges(view, from, to, scan.merges);
  }
  if (!isEnded) {
    throw new IngestError(
      `Sheet "${sheet}" is damaged: ${depth === 0 ? "it does not begin where the workbook says" : "it has no end"}. ` +
        "Get the file again, or open it in Excel and save it as .xlsx.",
    );
  }
  scan.cells = byRow(cells.list(), view);
  return scan;
}

function readMerges(view: DataView, from: number, to: number, merges: CellRange[]): void {
  for (let at = from + 2; at + 8 <= to && merges.length < limits.merges; at += 8) {
    merges.push({
      firstRow: view.getUint16(at, true),
      lastRow: view.getUint16(at + 2, true),
      firstColumn: view.getUint16(at + 4, true),
      lastColumn: view.getUint16(at + 6, true),
    });
  }
}

/** Most writers keep cells in order of rows; the others' are put in it. */
function byRow(cells: Uint32Array, view: DataView): Uint32Array {
  const row = (index: number) => view.getUint16(cells[index] ?? 0, true);
  let isSorted = true;
  for (let index = 1; index < cells.length && isSorted; index++) isSorted = row(index) >= row(index - 1);
  if (isSorted) return cells;
  const order = Array.from(cells.keys()).sort((a, b) => row(a) - row(b) || a - b);
  return Uint32Array.from(order, (index) => cells[index] ?? 0);
}

class GrowingList {
  private items = new Uint32Array(1024);
  private count = 0;

  push(item: number): void {
    if (this.count === this.items.length) {
      const next = new Uint32Array(this.count * 2);
      next.set(this.items);
      this.items = next;
    }
    this.items[this.count++] = item;
  }

  list(): Uint32Array {
    return this.items.subarray(0, this.count);
  }
}
