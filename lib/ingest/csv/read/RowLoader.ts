import { IngestError, type Reject } from "../../types.ts";
import type { CsvStructure, TableRegion } from "../sniff/CsvStructure.ts";
import { cellFamily, isTelling } from "../sniff/columnShape.ts";
import { linesOf } from "../sniff/sampleRows.ts";
import { alignRow } from "./alignRow.ts";
import type { ByteWindow } from "./ByteWindow.ts";
import { bytesText, fieldText } from "./fieldText.ts";
import { asIs, RecordParser } from "./RecordParser.ts";
import { RowTally } from "./RowTally.ts";
import { splitOtherwise } from "./splitOtherwise.ts";
import type { TextBatch } from "./TextBatch.ts";
import { Utf8Check } from "./Utf8Check.ts";

const longestRaw = 1 << 20;
const mostRejects = 1_000_000;
const mostHeld = 1000;

/** A row that is a remark below the table if nothing but such rows follows, and a short row else. */
interface HeldRow {
  bytes: Uint8Array;
  line: number;
  byte: number;
}

/** Takes records off a input and gives each its fate: loaded, repaired, rejected, or no record at all. */
export class RowLoader {
  isDone = false;
  wantsMore = false;
  private readonly parser: RecordParser;
  private readonly tally: RowTally;
  private readonly rejects: Reject[] = [];
  private readonly comment: string;
  private readonly columns: number;
  /** The header is known for one by the columns below it, so that the same row further down is one as well. */
  private readonly knowsHeader: boolean;
  private line: number;
  private afterGap = false;
  private held: HeldRow[] = [];

  constructor(
    private readonly structure: CsvStructure,
    private readonly region: TableRegion,
    private readonly batch: TextBatch,
    private readonly utf8: Utf8Check,
  ) {
    this.parser = new RecordParser(structure.dialect);
    this.columns = region.names.length;
    this.parser.expected = this.columns;
    this.comment = structure.dialect.comment;
    this.knowsHeader = region.headerRows > 0 && this.columns > 1 && region.shapes.some(isTelling);
    this.line = region.dataLine;
    this.tally = new RowTally(region);
  }

  /** Loads records until the input has no whole one left, the batch is full, or the table ends. */
  load(input: ByteWindow): void {
    const { parser, batch, region } = this;
    const { bytes } = input;
    this.wantsMore = false;
    while (!batch.isFull) {
      const from = input.at;
      if (region.endByte !== null && input.offset + from >= region.endByte) {
        this.isDone = true;
        return;
      }
      const next = from < bytes.length ? parser.parse(bytes, from, bytes.length, input.isLast) : -1;
      if (next < 0) {
        this.wantsMore = true;
        return;
      }
      const isLineAlone = parser.strays === 0 && parser.count === this.columns && !parser.mayHoldLines;
      const lines = isLineAlone ? 1 : linesOf(bytes, from, next, this.structure.dialect.crEndsLine);
      if (!this.takeRow(bytes, from, next, input.offset + from)) {
        this.isDone = true;
        return;
      }
      this.tally.innerLines += lines - 1;
      this.line += lines;
      input.at = next;
    }
  }

  /** Settles what was held back until the end of the table was seen. */
  finish(input: ByteWindow): void {
    if (this.held.length > 0) {
      const atEnd = input.isLast && input.at >= input.bytes.length;
      if (atEnd || this.isDone) this.tally.footer += this.held.length;
      else this.releaseHeld();
      this.held = [];
    }
    this.tally.otherFrom = this.isDone ? this.line : null;
  }

  /** The counts, with `lines` of the whole stream as counted on their own. */
  report(lines: number) {
    const { tally, rejects, batch } = this;
    return {
      rows: tally.rowsAmong(lines),
      loaded: batch.loaded,
      rejects,
      skipped: tally.skipped(lines),
      notes: tally.notes(batch.quotedEmpty),
    };
  }

  /** False where another table begins. */
  private takeRow(bytes: Uint8Array, from: number, next: number, byte: number): boolean {
    const { parser, tally, columns } = this;
    const isSingle = parser.count === 1 && parser.flags[0] === asIs;
    if (isSingle && this.isBlank(bytes, from, parser.textEnd)) {
      if (columns === 1) {
        this.batch.appendNulls();
        return true;
      }
      tally.blank++;
      this.afterGap = true;
      return true;
    }
    if (this.comment !== "" && parser.flags[0] === asIs && this.startsWithComment(bytes, from)) {
      tally.comments++;
      return true;
    }
    if (parser.count === columns && !this.region.skipsEmpty && this.held.length === 0 && this.utf8.isValid) {
      if (this.repeatsHeader(bytes)) return false;
      this.afterGap = false;
      if (parser.strays > 0) tally.noteStray(this.line);
      this.batch.append(parser, bytes);
      return true;
    }
    return this.takeOddRow(bytes, from, next, byte);
  }

  private takeOddRow(bytes: Uint8Array, from: number, next: number, byte: number): boolean {
    const { parser, tally, columns, region } = this;
    if (!this.utf8.isValid && !Utf8Check.accepts(bytes.subarray(from, parser.textEnd))) {
      this.reject(
        bytes,
        from,
        byte,
        "bytes that are not UTF-8: the file has another encoding, or is damaged",
      );
      return true;
    }
    const cells = Array.from({ length: parser.count }, (_, index) => fieldText(parser, bytes, index));
    const isEmpty = cells.every((cell) => cell.trim() === "");
    if (isEmpty && region.skipsEmpty && columns > 1) {
      tally.empty++;
      this.afterGap = true;
      return true;
    }
    if (this.repeatsHeader(bytes)) return false;
    const isRemark = cells.length === 1 && columns > 2 && cellFamily(cells[0] ?? "") === "text";
    if (isRemark && (this.afterGap || this.held.length > 0) && this.held.length < mostHeld) {
      this.held.push({ bytes: bytes.slice(from, parser.textEnd), line: this.line, byte });
      return true;
    }
    if (this.held.length > 0) {
      this.releaseHeld();
      parser.parse(bytes, from, next, true);
    }
    this.afterGap = false;
    if (parser.strays > 0) tally.noteStray(this.line);
    if (cells.length === columns) this.batch.append(parser, bytes);
    else this.fit(cells, bytes, from, byte);
    return true;
  }

  /** Loads a row of too few or too many cells if it can be told where they belong. */
  private fit(cells: readonly string[], bytes: Uint8Array, from: number, byte: number): void {
    const { parser, tally, region } = this;
    if (cells.length === 1) {
      const other = splitOtherwise(bytes.slice(from, parser.textEnd), this.structure.dialect, region.shapes);
      if (other) {
        this.batch.append(other.parser, other.bytes);
        tally.note("otherDelimiter", this.line);
        return;
      }
    }
    const alignment = alignRow(cells, region.shapes);
    if (alignment.kind === "rejected") {
      this.reject(bytes, from, byte, alignment.reason);
      return;
    }
    tally.note(alignment.kind, this.line);
    this.batch.append(parser, bytes, alignment.kind === "closed" ? alignment.without : -1);
  }

  private releaseHeld(): void {
    const { held, parser } = this;
    const { line } = this;
    this.held = [];
    for (const row of held) {
      this.line = row.line;
      parser.parse(row.bytes, 0, row.bytes.length, true);
      const cells = Array.from({ length: parser.count }, (_, index) => fieldText(parser, row.bytes, index));
      this.fit(cells, row.bytes, 0, row.byte);
    }
    this.line = line;
  }

  private reject(bytes: Uint8Array, from: number, byte: number, reason: string): void {
    if (this.rejects.length >= mostRejects) {
      throw new IngestError(
        `More than ${mostRejects} rows do not fit the ${this.columns} columns (line ${this.line}: ${reason}). Choose the delimiter, the quote or the number of lines to skip.`,
      );
    }
    const to = this.parser.textEnd;
    const cut = to - from > longestRaw ? ` (the first ${longestRaw} of its ${to - from} bytes are kept)` : "";
    const raw = bytesText(bytes, from, Math.min(to, from + longestRaw));
    this.rejects.push({ line: this.line, byte, column: null, raw, reason: reason + cut });
  }

  private isBlank(bytes: Uint8Array, from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (bytes[at] !== 32 && bytes[at] !== 9) return false;
    return true;
  }

  private startsWithComment(bytes: Uint8Array, from: number): boolean {
    let at = from;
    while (bytes[at] === 32) at++;
    for (let index = 0; index < this.comment.length; index++) {
      if (bytes[at + index] !== this.comment.charCodeAt(index)) return false;
    }
    return true;
  }

  /** The names of the header once more: another table, whose rows must not run into this one. */
  private repeatsHeader(bytes: Uint8Array): boolean {
    const { parser, region, columns } = this;
    if (!this.knowsHeader) return false;
    const first = region.names[0] ?? "";
    if ((parser.ends[0] ?? 0) - (parser.starts[0] ?? 0) !== first.length) return false;
    for (let index = 0; index < columns; index++) {
      if (fieldText(parser, bytes, index).trim() !== region.names[index]) return false;
    }
    return true;
  }
}
