import { countLineFeeds } from "../countLineFeeds.ts";

/** Counts the lines of a stream apart from its parsing, so that the sum of a receipt proves something. */
export class LineCount {
  private ends = 0;
  private last = 10;
  private isEmpty = true;

  constructor(private readonly crEndsLine: boolean) {}

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.ends += countLineFeeds(chunk, 0).lines;
    if (this.crEndsLine) {
      // A carriage return at the end of the last chunk was counted; a line feed now makes it one line end.
      if (this.last === 13 && chunk[0] === 10) this.ends--;
      for (let at = chunk.indexOf(13); at >= 0; at = chunk.indexOf(13, at + 1))
        if (chunk[at + 1] !== 10) this.ends++;
    }
    this.last = chunk[chunk.length - 1] ?? 10;
    this.isEmpty = false;
  }

  /** Lines so far, one without a line end included. */
  lines(): number {
    if (this.isEmpty) return 0;
    const isEnded = this.last === 10 || (this.crEndsLine && this.last === 13);
    return this.ends + (isEnded ? 0 : 1);
  }
}
