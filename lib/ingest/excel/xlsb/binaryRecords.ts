import { IngestError } from "../../types.ts";
import { wholeRecords } from "../xls/wholeRecords.ts";

/** The records of binary workbooks (BIFF12) that matter here, by number. */
export const brt = {
  rowHdr: 0,
  cellBlank: 1,
  cellRk: 2,
  cellError: 3,
  cellBool: 4,
  cellReal: 5,
  cellSt: 6,
  cellIsst: 7,
  fmlaString: 8,
  fmlaNum: 9,
  fmlaBool: 10,
  fmlaError: 11,
  sstItem: 19,
  fmt: 44,
  xf: 47,
  colInfo: 60,
  cellRString: 62,
  bundleSh: 156,
  wbProp: 153,
  beginSheetData: 145,
  endSheetData: 146,
  wsDim: 148,
  mergeCell: 176,
  beginCellXfs: 617,
  endCellXfs: 618,
} as const;

const mostBytes = 64 << 20;
const utf16 = new TextDecoder("utf-16le");

/**
 * Takes a part of a binary workbook apart as it arrives. After `next` the record's number is in `id` and its body in
 * `from` to `to` of `view`, until the next push. Texts are read from the body by `text`.
 */
export class BinaryRecords {
  id = 0;
  from = 0;
  to = 0;
  view = new DataView(new ArrayBuffer(0));
  private bytes = new Uint8Array(0);
  private at = 0;

  constructor(private readonly what: string) {}

  push(chunk: Uint8Array): void {
    const rest = this.bytes.length - this.at;
    const next = new Uint8Array(rest + chunk.length);
    next.set(this.bytes.subarray(this.at));
    next.set(chunk, rest);
    this.bytes = next;
    this.view = new DataView(next.buffer);
    this.at = 0;
  }

  next(): boolean {
    const { bytes } = this;
    let at = this.at;
    if (at >= bytes.length) return false;
    const first = bytes[at++] ?? 0;
    let id = first;
    // Numbers of a record from 128 on take a second byte, with seven bits more.
    if (first & 0x80) {
      if (at >= bytes.length) return false;
      id = (first & 0x7f) | (((bytes[at++] ?? 0) & 0x7f) << 7);
    }
    let size = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      if (at >= bytes.length) return false;
      const byte = bytes[at++] ?? 0;
      size |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) break;
    }
    if (size > mostBytes) throw this.damaged("holds a record larger than can be true");
    if (at + size > bytes.length) return false;
    this.id = id;
    this.from = at;
    this.to = at + size;
    this.at = this.to;
    return true;
  }

  /** Throws where something is left of a record that was cut off. */
  end(): void {
    if (this.at < this.bytes.length) throw this.damaged("ends inside a record");
  }

  /** A text with its length in four bytes before it; "" where it has none. */
  text(at: number): string {
    const length = this.view.getUint32(at, true);
    if (length === 0xffffffff) return "";
    const end = at + 4 + length * 2;
    if (end > this.to) throw this.damaged("holds a text longer than its record");
    return utf16.decode(this.bytes.subarray(at + 4, end));
  }

  /** Where a text ends that begins at a place. */
  textEnd(at: number): number {
    const length = this.view.getUint32(at, true);
    return at + 4 + (length === 0xffffffff ? 0 : length * 2);
  }

  /** Throws where a record's body has fewer bytes than its kind needs. */
  need(bytes: number): void {
    if (this.to - this.from < bytes)
      throw this.damaged(`holds a record of kind ${this.id} that is too short`);
  }

  damaged(why: string): IngestError {
    return new IngestError(
      `The workbook is damaged: ${this.what} ${why}. Open it in Excel and save it as .xlsx.`,
    );
  }
}

/** Goes through all records of a part; the reader is the same object each time. */
export async function eachRecord(
  chunks: AsyncIterable<Uint8Array>,
  what: string,
  visit: (records: BinaryRecords) => void,
): Promise<void> {
  const records = new BinaryRecords(what);
  for await (const chunk of chunks) {
    records.push(chunk);
    wholeRecords(() => {
      while (records.next()) visit(records);
    });
  }
  records.end();
}
