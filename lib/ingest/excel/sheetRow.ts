/** What a cell holds. `date` and what follows it come from a number and its format, or from ISO text. */
export const cellKind = {
  text: 1,
  number: 2,
  boolean: 3,
  error: 4,
  date: 5,
  datetime: 6,
  time: 7,
  duration: 8,
} as const;
export type CellKind = (typeof cellKind)[keyof typeof cellKind];

/** In `micros` of a number: its format shows it with leading zeros. */
export const padding = 1;

/**
 * One row of a sheet, its cells in the order of their columns; the same object is used for every row.
 * Rows and columns count from 0.
 */
export class SheetRow {
  row = 0;
  isHidden = false;
  /** Cells with a value. */
  count = 0;
  /** The last column that has a cell at all, with a value or only a format; -1 where the row has none. */
  lastColumn = -1;
  firstColumn = -1;
  readonly columns: number[] = [];
  readonly kinds: CellKind[] = [];
  /** A number; 0 or 1; days since 1970 of dates, whole days of durations. */
  readonly numbers: number[] = [];
  /** Microseconds of the day, or of the duration's last day; of a number, 0 or `padding`. */
  readonly micros: number[] = [];
  /** A text; an error as it is shown; a number as it is stored, or "" where it is stored in binary. */
  readonly texts: string[] = [];

  /** Cells that show something: a text of no characters, as formulas give for nothing, does not. */
  get shown(): number {
    let shown = this.count;
    for (let cell = 0; cell < this.count; cell++) {
      if (this.kinds[cell] === cellKind.text && this.texts[cell] === "") shown--;
    }
    return shown;
  }

  /** Whether the row shows nothing at all. */
  get isBlank(): boolean {
    for (let cell = 0; cell < this.count; cell++) {
      if (this.kinds[cell] !== cellKind.text || this.texts[cell] !== "") return false;
    }
    return true;
  }

  begin(row: number, isHidden: boolean): void {
    this.row = row;
    this.isHidden = isHidden;
    this.count = 0;
    this.lastColumn = -1;
    this.firstColumn = -1;
  }

  /** Notes that the sheet has a cell here, be it without a value. */
  touch(column: number): void {
    if (column > this.lastColumn) this.lastColumn = column;
    if (this.firstColumn < 0 || column < this.firstColumn) this.firstColumn = column;
  }

  add(column: number, kind: CellKind, number: number, text: string, micros = 0): void {
    this.touch(column);
    let at = this.count;
    // Cells come in order but in files of careless writers; where one comes twice, the last is what Excel shows.
    while (at > 0 && (this.columns[at - 1] ?? 0) >= column) at--;
    if (at < this.count) {
      if (this.columns[at] !== column) this.insert(at);
      else this.count--;
    }
    this.count++;
    this.columns[at] = column;
    this.kinds[at] = kind;
    this.numbers[at] = number;
    this.texts[at] = text;
    this.micros[at] = micros;
  }

  /** Takes over the cells of another row, whose place is kept. */
  copyCells(from: SheetRow): void {
    this.count = from.count;
    this.lastColumn = from.lastColumn;
    this.firstColumn = from.firstColumn;
    this.isHidden = from.isHidden;
    for (let cell = 0; cell < from.count; cell++) {
      this.columns[cell] = from.columns[cell] ?? 0;
      this.kinds[cell] = from.kinds[cell] ?? cellKind.text;
      this.numbers[cell] = from.numbers[cell] ?? 0;
      this.texts[cell] = from.texts[cell] ?? "";
      this.micros[cell] = from.micros[cell] ?? 0;
    }
  }

  private insert(at: number): void {
    for (const list of [this.columns, this.kinds, this.numbers, this.texts, this.micros])
      list.length = this.count;
    this.columns.splice(at, 0, 0);
    this.kinds.splice(at, 0, cellKind.text);
    this.numbers.splice(at, 0, 0);
    this.texts.splice(at, 0, "");
    this.micros.splice(at, 0, 0);
  }
}
