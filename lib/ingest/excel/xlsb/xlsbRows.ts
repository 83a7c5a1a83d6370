import type { FormatMeaning } from "../numberFormat.ts";
import { addSerial, type DateSystem } from "../serialTime.ts";
import { cellKind, SheetRow } from "../sheetRow.ts";
import { noFacts, type RowSource } from "../workbook.ts";
import { limits } from "../workbookLimits.ts";
import { errorText, rkNumber } from "../xls/biffRecords.ts";
import { wholeRecords } from "../xls/wholeRecords.ts";
import { BinaryRecords, brt } from "./binaryRecords.ts";

/** What the cells of a sheet refer to. */
export interface XlsbContext {
  shared: readonly string[];
  styles: readonly FormatMeaning[];
  system: DateSystem;
  sheet: string;
}

/** The rows of a sheet of a binary workbook, as it arrives. */
export class XlsbRows implements RowSource {
  readonly facts = noFacts();
  private readonly records: BinaryRecords;
  /** The row whose cells arrive; it is done when the next one begins. */
  private current = new SheetRow();
  private done = new SheetRow();
  private hasRow = false;
  private inData = false;

  constructor(
    private readonly chunks: AsyncGenerator<Uint8Array>,
    private readonly context: XlsbContext,
  ) {
    this.records = new BinaryRecords(`sheet "${context.sheet}"`);
  }

  async more(): Promise<boolean> {
    const { done, value } = await this.chunks.next();
    if (!done) {
      this.records.push(value);
      return true;
    }
    this.records.end();
    return false;
  }

  async close(): Promise<void> {
    await this.chunks.return(undefined);
  }

  next(): SheetRow | null {
    return wholeRecords(() => this.read());
  }

  private read(): SheetRow | null {
    const { records } = this;
    while (records.next()) {
      const { id } = records;
      if (!this.inData) this.aside();
      else if (id === brt.rowHdr) {
        const before = this.take();
        this.beginRow();
        if (before) return before;
      } else if (id === brt.endSheetData) {
        this.inData = false;
        const last = this.take();
        if (last) return last;
      } else if (id <= brt.fmlaError || id === brt.cellRString) this.cell();
    }
    return null;
  }

  private take(): SheetRow | null {
    if (!this.hasRow) return null;
    this.hasRow = false;
    [this.current, this.done] = [this.done, this.current];
    return this.done;
  }

  private beginRow(): void {
    const { records } = this;
    records.need(13);
    const row = records.view.getUint32(records.from, true);
    if (row >= limits.rows) throw records.damaged(`has a row beyond ${limits.rows}`);
    const isHidden = (records.view.getUint8(records.from + 11) & 0x10) !== 0;
    this.current.begin(row, isHidden);
    this.hasRow = true;
  }

  private cell(): void {
    const { records, current, context } = this;
    if (!this.hasRow) throw records.damaged("has a cell outside a row");
    records.need(8);
    const { view, from, id } = records;
    const column = view.getUint32(from, true);
    if (column >= limits.columns) throw records.damaged(`has a cell beyond column ${limits.columns}`);
    const style = view.getUint32(from + 4, true) & 0xffffff;
    const at = from + 8;
    switch (id) {
      case brt.cellRk:
        records.need(12);
        this.number(column, style, rkNumber(view.getInt32(at, true)));
        break;
      case brt.cellReal:
      case brt.fmlaNum:
        records.need(16);
        this.number(column, style, view.getFloat64(at, true));
        break;
      case brt.cellBool:
      case brt.fmlaBool:
        records.need(9);
        current.add(column, cellKind.boolean, view.getUint8(at) === 0 ? 0 : 1, "");
        break;
      case brt.cellError:
      case brt.fmlaError:
        records.need(9);
        current.add(column, cellKind.error, 0, errorText(view.getUint8(at)));
        break;
      case brt.cellIsst: {
        records.need(12);
        const text = context.shared[view.getUint32(at, true)];
        if (text === undefined) {
          throw records.damaged(`names a shared text that does not exist (row ${current.row + 1})`);
        }
        current.add(column, cellKind.text, 0, text);
        break;
      }
      case brt.cellSt:
      case brt.fmlaString:
        records.need(12);
        current.add(column, cellKind.text, 0, records.text(at));
        break;
      case brt.cellRString:
        records.need(13);
        current.add(column, cellKind.text, 0, records.text(at + 1));
        break;
      default:
        current.touch(column);
    }
  }

  private number(column: number, style: number, value: number): void {
    const { current, context } = this;
    addSerial(current, column, value, "", context.styles[style] ?? "number", context.system);
  }

  /** Records that tell of the sheet besides its rows. */
  private aside(): void {
    const { records, facts } = this;
    const { view, from, id } = records;
    if (id === brt.beginSheetData) this.inData = true;
    else if (id === brt.wsDim || id === brt.mergeCell) {
      records.need(16);
      const range = {
        firstRow: view.getUint32(from, true),
        lastRow: view.getUint32(from + 4, true),
        firstColumn: view.getUint32(from + 8, true),
        lastColumn: view.getUint32(from + 12, true),
      };
      if (range.lastRow >= limits.rows || range.lastColumn >= limits.columns) return;
      if (id === brt.wsDim) facts.claimed = range;
      else if (facts.merges.length < limits.merges) facts.merges.push(range);
    } else if (id === brt.colInfo) {
      records.need(18);
      const columns = view.getUint32(from + 4, true) - view.getUint32(from, true) + 1;
      if (view.getUint16(from + 16, true) & 1) facts.hiddenColumns += Math.min(columns, limits.columns);
    }
  }
}
