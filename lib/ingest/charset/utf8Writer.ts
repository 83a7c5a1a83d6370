import type { ReportKeeper } from "./decodeReport.ts";
import type { TextWriter } from "./decodeStream.ts";
import { joined, pieceWriter } from "./pieceWriter.ts";
import { utf8Repair } from "./utf8Repair.ts";
import { utf8Length, utf8Prefix, validUtf8Until } from "./utf8Validity.ts";

/** Passes UTF-8 on as it came while it is valid; from the first bad byte on it is copied and repaired. */
export function utf8Writer(report: ReportKeeper, emit: (utf8: Uint8Array) => void): TextWriter {
  let repair: TextWriter | null = null;
  /** The beginning of a character that the last chunk cut. */
  let cut: Uint8Array = new Uint8Array(0);
  let start = 0;
  const pass = (text: Uint8Array) => {
    start += text.length;
    if (text.length > 0) emit(text);
  };
  const startRepair = (): TextWriter => {
    repair ??= pieceWriter(utf8Repair(), report, emit, start);
    return repair;
  };
  return {
    write(chunk) {
      if (repair) return repair.write(chunk);
      let rest = chunk;
      if (cut.length > 0) {
        const length = utf8Length(cut[0] ?? 0);
        const character = joined(cut, chunk.subarray(0, length - cut.length));
        const isGood = utf8Prefix(character, 0, length) === character.length;
        if (isGood && character.length < length) {
          cut = character;
          return;
        }
        rest = isGood ? chunk.subarray(length - cut.length) : joined(cut, chunk);
        if (isGood) pass(character);
        cut = new Uint8Array(0);
      }
      const until = validUtf8Until(rest, 0);
      pass(rest.subarray(0, until));
      const left = rest.length - until;
      if (left === 0) return;
      if (left < utf8Length(rest[until] ?? 0) && utf8Prefix(rest, until, left) === left) {
        cut = rest.slice(until);
      } else startRepair().write(rest.subarray(until));
    },
    end() {
      if (cut.length > 0) startRepair().write(cut);
      cut = new Uint8Array(0);
      repair?.end();
    },
  };
}
