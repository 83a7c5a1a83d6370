/** Longer texts than this ask for no more room. */
export const longestCounted = 48;

/**
 * How many characters wide the longest text of each column has been among the rows that came near the screen, up to
 * `longestCounted`. It only grows, so that a column never narrows under its reader.
 */
export class LongestTexts {
  private lengths: readonly number[];
  private looked = { rowStart: 0, rowEnd: 0 };
  private readonly listeners = new Set<() => void>();

  constructor(columns: number) {
    this.lengths = Array.from({ length: columns }, () => 0);
  }

  /** The lengths by column; another array whenever one of them has grown. */
  readonly now = (): readonly number[] => this.lengths;

  /** Called whenever a length has grown; answers how to stop listening. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Looks at rows that are here; those of the range before are not looked at again. */
  look(
    range: { rowStart: number; rowEnd: number },
    text: (row: number, column: number) => string | null | undefined,
  ): void {
    const { rowStart, rowEnd } = this.looked;
    this.looked = range;
    const grown = this.lengths.map((length, column) => {
      let longest = length;
      for (let row = range.rowStart; row < range.rowEnd && longest < longestCounted; row++) {
        if (row < rowStart || row >= rowEnd)
          longest = Math.max(longest, columnsTaken(text(row, column) ?? ""));
      }
      return Math.min(longest, longestCounted);
    });
    if (grown.every((length, column) => length === this.lengths[column])) return;
    this.lengths = grown;
    for (const listener of [...this.listeners]) listener();
  }

  /** Rows of another result are new, whichever they are. */
  forgetRows(): void {
    this.looked = { rowStart: 0, rowEnd: 0 };
  }
}

/** How many characters wide a text is in a monospaced face: most signs of East Asia and emoji take two. */
export function columnsTaken(text: string): number {
  if (text.length >= longestCounted) return text.length;
  let columns = 0;
  for (const sign of text) columns += wideSign.test(sign) ? 2 : 1;
  return columns;
}

const wideSign =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
