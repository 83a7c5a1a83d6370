import { fieldText } from "../read/fieldText.ts";
import { asIs, RecordParser, wasQuoted } from "../read/RecordParser.ts";
import type { TextDialect } from "../read/textDialect.ts";

const longRecord = 1 << 16;

/** One record of a sample, with where it stands. */
export interface SampleRow {
  cells: string[];
  /** From byte `from` to before byte `to`, its line end included. */
  from: number;
  to: number;
  line: number;
  /** Lines that it takes. */
  lines: number;
  strays: number;
  /** Cells that were quoted. */
  quoted: number;
  isComment: boolean;
}

/**
 * The records of `bytes` from `from` on, at most `most`. A last record without its line end is left out unless `isWhole`.
 * `expected` fields help with broken quotes; 0 where not known.
 */
export function sampleRows(
  bytes: Uint8Array,
  dialect: TextDialect,
  options: { from?: number; line?: number; most?: number; isWhole: boolean; expected?: number },
): SampleRow[] {
  const parser = new RecordParser(dialect);
  parser.expected = options.expected ?? 0;
  const comment = dialect.comment;
  const rows: SampleRow[] = [];
  let at = options.from ?? 0;
  let line = options.line ?? 1;
  const most = options.most ?? Number.POSITIVE_INFINITY;
  while (at < bytes.length && rows.length < most) {
    let next = parser.parse(bytes, at, bytes.length, options.isWhole);
    if (next < 0) {
      // A record that takes much of the sample is a quote that never closes, rather than one that is cut off.
      if (bytes.length - at < Math.min(longRecord, bytes.length / 2)) break;
      next = parser.parse(bytes, at, bytes.length, true);
      if (next >= bytes.length) break;
    }
    const cells: string[] = [];
    let quoted = 0;
    for (let index = 0; index < parser.count; index++) {
      cells.push(fieldText(parser, bytes, index));
      if (((parser.flags[index] ?? 0) & wasQuoted) !== 0) quoted++;
    }
    const lines = linesOf(bytes, at, next, dialect.crEndsLine);
    const isComment =
      comment !== "" && parser.flags[0] === asIs && (cells[0] ?? "").trimStart().startsWith(comment);
    rows.push({ cells, from: at, to: next, line, lines, strays: parser.strays, quoted, isComment });
    line += lines;
    at = next;
  }
  return rows;
}

/** Lines that the bytes of a record take, its last one with a line end or without. */
export function linesOf(bytes: Uint8Array, from: number, to: number, crEndsLine: boolean): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    if (bytes[at] === 10) count++;
    else if (crEndsLine && bytes[at] === 13 && bytes[at + 1] !== 10) count++;
  }
  const last = bytes[to - 1];
  return last === 10 || (crEndsLine && last === 13) ? count : count + 1;
}
