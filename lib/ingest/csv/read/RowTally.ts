import type { TableRegion } from "../sniff/CsvStructure.ts";

type Repair = "padded" | "cut" | "closed" | "otherDelimiter";

const sentences: Readonly<Record<Repair, (count: string) => string>> = {
  padded: (count) => `${count} with too few fields, filled with NULL`,
  cut: (count) => `${count} with empty fields after the last column, left out`,
  closed: (count) =>
    `${count} with one empty field too many in the middle, closed up as the other fields show`,
  otherDelimiter: (count) => `${count} with another delimiter than the rest`,
};

/** Counts lines by what they are, for a receipt in which every line is found again. */
export class RowTally {
  blank = 0;
  comments = 0;
  empty = 0;
  footer = 0;
  /** Lines of records beyond the first of each. */
  innerLines = 0;
  /** The line at which another table begins; null where the table goes on to the end. */
  otherFrom: number | null = null;
  private readonly repairs = new Map<Repair, number[]>();
  private readonly counts = new Map<Repair, number>();
  private strays = 0;
  private strayLine = 0;

  constructor(private readonly region: TableRegion) {}

  note(repair: Repair, line: number): void {
    this.counts.set(repair, (this.counts.get(repair) ?? 0) + 1);
    const lines = this.repairs.get(repair) ?? [];
    if (lines.length < 5) lines.push(line);
    this.repairs.set(repair, lines);
  }

  noteStray(line: number): void {
    if (this.strays === 0) this.strayLine = line;
    this.strays++;
  }

  /** Lines that are no records, by reason, of a stream of `lines`. */
  skipped(lines: number): { reason: string; lines: number }[] {
    const { region } = this;
    const other = this.otherFrom === null ? 0 : lines - this.otherFrom + 1;
    return [
      { reason: "before the table", lines: region.fromLine - 1 },
      { reason: "before the header", lines: region.headerLine - region.fromLine },
      { reason: "header", lines: region.dataLine - region.headerLine },
      { reason: "comment", lines: this.comments },
      { reason: "blank", lines: this.blank },
      { reason: "empty fields only", lines: this.empty },
      { reason: "below the table", lines: this.footer },
      { reason: "another table", lines: other },
    ].filter((skipped) => skipped.lines > 0);
  }

  /** Records, from the lines counted on their own: all that are not skipped and do not go on with a record. */
  rowsAmong(lines: number): number {
    const skipped = this.skipped(lines).reduce((sum, part) => sum + part.lines, 0);
    return lines - skipped - this.innerLines;
  }

  notes(quotedEmpty: number): string[] {
    const notes: string[] = [];
    for (const [repair, count] of this.counts) {
      const lines = this.repairs.get(repair) ?? [];
      const where = `(line ${lines.join(", ")}${count > lines.length ? ", …" : ""})`;
      notes.push(`${sentences[repair](count === 1 ? "1 row" : `${count} rows`)} ${where}`);
    }
    if (this.strays > 0) {
      const what = this.strays === 1 ? "1 row has a quote" : `${this.strays} rows have quotes`;
      notes.push(
        `${what} that opens or closes nothing and was read as a character (first in line ${this.strayLine})`,
      );
    }
    if (quotedEmpty > 0) notes.push(`quoted empty values ("") are read as NULL: ${quotedEmpty}`);
    return notes;
  }
}
