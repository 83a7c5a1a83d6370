import { countFeeds } from "./countFeeds.ts";

/** Bytes that do not decode: `byte` counts from 0 in the encoded stream, `line` from 1. */
export interface BadPlace {
  byte: number;
  line: number;
  hex: string;
}

/** What decoding found; it grows while the stream is read, and is whole once that has ended. */
export interface DecodeReport {
  readonly charset: string;
  /** Bytes read of the encoded stream. */
  readonly bytes: number;
  /** Places where U+FFFD stands for bytes that do not decode. */
  readonly badCount: number;
  /** The first of them. */
  readonly bad: readonly BadPlace[];
}

/** Keeps a DecodeReport up to date; counts the lines that went before. */
export class ReportKeeper implements DecodeReport {
  readonly bad: BadPlace[] = [];
  bytes = 0;
  badCount = 0;
  readonly #keep: number;
  #feeds = 0;
  #returns = 0;

  constructor(
    readonly charset: string,
    keep: number,
  ) {
    this.#keep = keep;
  }

  /** Bytes that do not decode, at `byte` of the stream; `piece` is the UTF-8 since `count` was last called. */
  add(byte: number, raw: Uint8Array, piece: Uint8Array): void {
    this.badCount++;
    if (this.bad.length >= this.#keep) return;
    const hex = Array.from(raw, (value) => value.toString(16).padStart(2, "0")).join(" ");
    this.bad.push({ byte, line: this.lineAfter(piece), hex });
  }

  /** Text that has been given out. */
  count(utf8: Uint8Array): void {
    if (this.bad.length >= this.#keep) return;
    this.#feeds += countFeeds(utf8);
    if (this.#feeds === 0) this.#returns += countReturns(utf8);
  }

  /** Lines end with line feeds; only text that has had none yet is counted by carriage returns. */
  private lineAfter(piece: Uint8Array): number {
    const feeds = this.#feeds + countFeeds(piece);
    return 1 + (feeds > 0 ? feeds : this.#returns + countReturns(piece));
  }
}

function countReturns(utf8: Uint8Array): number {
  let returns = 0;
  for (let at = utf8.indexOf(13); at >= 0; at = utf8.indexOf(13, at + 1)) returns++;
  return returns;
}
