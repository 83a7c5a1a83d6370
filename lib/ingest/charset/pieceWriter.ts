import type { ReportKeeper } from "./decodeReport.ts";
import type { TextWriter } from "./decodeStream.ts";
import type { PieceDecoder } from "./pieceDecoder.ts";

// Small enough that a piece and its text stay in the processor's cache.
const pieceBytes = 1 << 17;

/** Feeds a decoder with pieces of chunks, the first at byte `start`; what a chunk cuts is decoded with the next one. */
export function pieceWriter(
  decoder: PieceDecoder,
  report: ReportKeeper,
  emit: (utf8: Uint8Array) => void,
  start = 0,
): TextWriter {
  const out = new Uint8Array((pieceBytes + 8) * decoder.growth);
  let waiting: Uint8Array = new Uint8Array(0);
  let pieceStart = start;
  const decode = (piece: Uint8Array, isLast: boolean): number => {
    const used = decoder.decode(piece, out, isLast, (at, length, written) =>
      report.add(pieceStart + at, piece.subarray(at, at + length), out.subarray(0, written)),
    );
    pieceStart += used;
    if (decoder.written > 0) emit(out.slice(0, decoder.written));
    return used;
  };
  return {
    write(chunk) {
      let from = 0;
      while (from < chunk.length) {
        const size = pieceBytes - waiting.length;
        const next = chunk.subarray(from, from + size);
        const piece = waiting.length > 0 ? joined(waiting, next) : next;
        from += next.length;
        waiting = piece.slice(decode(piece, false));
      }
    },
    end() {
      if (waiting.length > 0) decode(waiting, true);
      waiting = new Uint8Array(0);
    },
  };
}

/** Two parts as one. */
export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
