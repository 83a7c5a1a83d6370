import { IngestError } from "../../types.ts";
import { noteCounts } from "../noteCounts.ts";
import type { FormatMeaning } from "../numberFormat.ts";
import { addSerial, type DateSystem } from "../serialTime.ts";
import { cellKind, SheetRow } from "../sheetRow.ts";
import { noFacts, type RowSource } from "../workbook.ts";
import { biff, errorText, rkNumber } from "./biffRecords.ts";
import { type BiffBegin, type SheetScan, scanSheet } from "./biffScan.ts";
import { ContinuedReader } from "./biffStrings.ts";
import { wholeRecords } from "./wholeRecords.ts";

/** What the cells of a sheet refer to. */
export interface BiffContext {
  /** The record that begins its sheets: Excel 2 to 4 have others. */
  begin: BiffBegin;
  isBiff8: boolean;
  system: DateSystem;
  /** What numbers mean, by the XF that a cell names; in Excel 2 by the format itself. */
  meanings: readonly FormatMeaning[];
  shared: readonly string[];
  decoder: TextDecoder;
  sheet: string;
  notes: readonly string[];
}

/** The rows of a BIFF sheet, put in order where its cells are not. */
export class XlsRows implements RowSource {
  readonly facts = noFacts();
  private readonly view: DataView;
  private readonly scan: SheetScan;
  private readonly current = new SheetRow();
  private at = 0;
  private uncomputed = 0;

  constructor(
    private readonly bytes: Uint8Array,
    start: number,
    private readonly context: BiffContext,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.scan = scanSheet(bytes, start, context.sheet, context.begin);
    this.facts.merges = this.scan.merges;
    this.facts.hiddenColumns = this.scan.hiddenColumns;
  }

  next(): SheetRow | null {
    return wholeRecords(() => this.read());
  }

  private read(): SheetRow | null {
    const { scan, current, view } = this;
    if (this.at >= scan.cells.length) return null;
    const row = view.getUint16(scan.cells[this.at] ?? 0, true);
    current.begin(row, scan.hiddenRows.has(row));
    while (this.at < scan.cells.length) {
      const body = scan.cells[this.at] ?? 0;
      if (view.getUint16(body, true) !== row) break;
      if (this.context.begin === biff.bof2) this.add2(body);
      else this.add(body);
      this.at++;
    }
    return current;
  }

  async more(): Promise<boolean> {
    this.facts.notes = [
      ...this.context.notes,
      ...noteCounts([["formulas without a stored result, kept as NULL", this.uncomputed]]),
    ];
    return false;
  }

  async close(): Promise<void> {
    this.at = this.scan.cells.length;
  }

  private add(body: number): void {
    const { view, current } = this;
    const column = view.getUint16(body + 2, true);
    const to = body + view.getUint16(body - 2, true);
    switch (view.getUint16(body - 4, true)) {
      case biff.number:
        this.number(column, view.getUint16(body + 4, true), view.getFloat64(body + 6, true));
        break;
      case biff.rk:
        this.number(column, view.getUint16(body + 4, true), rkNumber(view.getInt32(body + 6, true)));
        break;
      case biff.mulRk:
        for (let at = body + 4, place = column; at + 6 <= to - 2; at += 6, place++) {
          this.number(place, view.getUint16(at, true), rkNumber(view.getInt32(at + 2, true)));
        }
        break;
      case biff.labelSst: {
        const text = this.context.shared[view.getUint32(body + 6, true)];
        if (text === undefined)
          throw this.damaged(`row ${current.row + 1} names a shared text that does not exist`);
        current.add(column, cellKind.text, 0, text);
        break;
      }
      case biff.label:
      case biff.rString:
        current.add(column, cellKind.text, 0, this.text(body + 6, to));
        break;
      case biff.boolErr: {
        const value = view.getUint8(body + 6);
        if (view.getUint8(body + 7) === 0) current.add(column, cellKind.boolean, value === 0 ? 0 : 1, "");
        else current.add(column, cellKind.error, 0, errorText(value));
        break;
      }
      case biff.formula:
      case biff.formula3:
      case biff.formula4:
        this.formula(column, view.getUint16(body + 4, true), body, body + 6);
        break;
      case biff.mulBlank:
        current.touch(column);
        current.touch(view.getUint16(to - 2, true));
        break;
      default:
        current.touch(column);
    }
  }

  /** Adds a cell of Excel 2, which has three bytes of style: the format is in the second. */
  private add2(body: number): void {
    const { view, current } = this;
    const column = view.getUint16(body + 2, true);
    const style = view.getUint8(body + 5) & 63;
    const value = body + 7;
    switch (view.getUint16(body - 4, true)) {
      case biff.integer2:
        this.number(column, style, view.getUint16(value, true));
        break;
      case biff.number2:
        this.number(column, style, view.getFloat64(value, true));
        break;
      case biff.label2:
        current.add(column, cellKind.text, 0, this.text2(value));
        break;
      case biff.boolErr2: {
        const code = view.getUint8(value);
        if (view.getUint8(value + 1) === 0) current.add(column, cellKind.boolean, code === 0 ? 0 : 1, "");
        else current.add(column, cellKind.error, 0, errorText(code));
        break;
      }
      case biff.formula:
        this.formula(column, style, body, value);
        break;
      default:
        current.touch(column);
    }
  }

  /** A text with its length in one byte before it. */
  private text2(from: number): string {
    const end = from + 1 + this.view.getUint8(from);
    return this.context.decoder.decode(this.bytes.subarray(from + 1, end));
  }

  private number(column: number, xf: number, value: number): void {
    const { context, current } = this;
    addSerial(current, column, value, "", context.meanings[xf] ?? "number", context.system);
  }

  /** The result of a formula is a double, unless its last two bytes say what else. */
  private formula(column: number, style: number, body: number, result: number): void {
    const { view, current, scan, context } = this;
    if (view.getUint16(result + 6, true) !== 0xffff) {
      this.number(column, style, view.getFloat64(result, true));
      return;
    }
    const value = view.getUint8(result + 2);
    switch (view.getUint8(result)) {
      case 0: {
        const at = scan.results.get(body);
        if (at === undefined) {
          current.touch(column);
          this.uncomputed++;
          break;
        }
        const isShort = context.begin === biff.bof2;
        const text = isShort ? this.text2(at) : this.text(at, at + view.getUint16(at - 2, true));
        current.add(column, cellKind.text, 0, text);
        break;
      }
      case 1:
        current.add(column, cellKind.boolean, value === 0 ? 0 : 1, "");
        break;
      case 2:
        current.add(column, cellKind.error, 0, errorText(value));
        break;
      default:
        current.add(column, cellKind.text, 0, "");
    }
  }

  /** A text with its length in two bytes before it; it may go on in the next records. */
  private text(from: number, to: number): string {
    const { view, bytes, context } = this;
    const length = view.getUint16(from, true);
    if (!context.isBiff8)
      return context.decoder.decode(bytes.subarray(from + 2, Math.min(to, from + 2 + length)));
    const parts = [{ from: from + 2, to }];
    for (let at = to; at + 4 <= bytes.length && view.getUint16(at, true) === biff.continued; ) {
      const end = at + 4 + view.getUint16(at + 2, true);
      parts.push({ from: at + 4, to: Math.min(end, bytes.length) });
      at = end;
    }
    return new ContinuedReader(bytes, parts).text(length);
  }

  private damaged(why: string): IngestError {
    return new IngestError(
      `Sheet "${this.context.sheet}" is damaged: ${why}. Open the workbook in Excel and save it as .xlsx.`,
    );
  }
}
