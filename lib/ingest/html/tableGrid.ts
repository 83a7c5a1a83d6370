import { IngestError } from "../types.ts";
import { isRounded } from "./exactNumber.ts";
import { htmlCharacters } from "./htmlCharacters.ts";
import type { HtmlTable } from "./htmlTables.ts";

/** A cell as its tag says; `rows` and `columns` are how many places it covers. */
export interface CellStart {
  isHeading: boolean;
  rows: number;
  columns: number;
  exact: string | null;
}

const mostColumns = 10_000;
const mostCells = 20_000_000;

/** Puts cells in their places, as they come: those that span rows push later ones to the right. */
export class TableGrid {
  private caption = "";
  private readonly rows: string[][] = [];
  private readonly isHeadingRow: boolean[] = [];
  private readonly isFootRow: boolean[] = [];
  private section = "tbody";
  private row: string[] | null = null;
  /** By column: how many rows below are covered yet, and with what. */
  private readonly covered: { rows: number; text: string }[] = [];
  private start: CellStart | null = null;
  private isCaption = false;
  private parts: string[] = [];
  private places = 0;
  private rowElements = 0;
  private headings = 0;
  private cells = 0;
  private readonly counts = { emptyRows: 0, mergedCells: 0, shortRows: 0, exactCells: 0, innerTables: 0 };

  open(part: string): void {
    this.close(part === "tr" ? "tr" : "section");
    if (part === "caption") this.isCaption = true;
    else if (part === "tr") this.beginRow();
    else this.section = part;
  }

  close(part: string): void {
    if (part === "caption" || this.isCaption) {
      if (this.isCaption) this.caption = this.takeText().replaceAll("\n", " ");
      this.isCaption = false;
      if (part === "caption") return;
    }
    this.endCell();
    if (part === "td" || part === "th") return;
    this.endRow();
    if (part !== "tr") {
      // A span ends with the section that it is in.
      this.covered.length = 0;
      this.section = "tbody";
    }
  }

  cell(start: CellStart): void {
    this.close("td");
    if (!this.row) this.beginRow();
    this.start = start;
  }

  text(text: string): void {
    if (this.start || this.isCaption) this.parts.push(htmlCharacters(text.replace(/[ \t\r\n\f]+/g, " ")));
  }

  lineBreak(): void {
    if (this.start || this.isCaption) this.parts.push("\n");
  }

  /** A block begins or ends: its text stands on lines of its own. */
  block(): void {
    if (this.parts.some((part) => part.trim() !== "")) this.parts.push("\v");
  }

  inner(): void {
    this.counts.innerTables++;
  }

  end(): void {
    this.close("section");
  }

  result(): HtmlTable {
    const width = this.rows.reduce((most, row) => Math.max(most, row.length), 0);
    for (const row of this.rows) {
      if (row.length < width) this.counts.shortRows++;
      while (row.length < width) row.push("");
    }
    const firstBody = this.isHeadingRow.indexOf(false);
    const lastBody = this.isFootRow.lastIndexOf(false);
    return {
      caption: this.caption,
      rows: this.rows,
      // Where all are headings, the first is: a table of nothing else has its rows below.
      headerRows: firstBody < 0 ? Math.min(1, this.rows.length) : firstBody,
      footRows: this.rows.length - 1 - lastBody,
      rowElements: this.rowElements,
      ...this.counts,
    };
  }

  private beginRow(): void {
    this.row = [];
    this.headings = 0;
    this.cells = 0;
  }

  private endCell(): void {
    const { start, row } = this;
    if (!start || !row) return;
    this.start = null;
    const shown = this.takeText();
    const isExact = start.exact !== null && isRounded(shown, start.exact);
    if (isExact) this.counts.exactCells++;
    const text = isExact && start.exact !== null ? start.exact : shown;
    if (start.rows > 1 || start.columns > 1) this.counts.mergedCells++;
    this.cells++;
    if (start.isHeading) this.headings++;
    this.passCovered(row);
    for (let column = 0; column < start.columns; column++) {
      const below = this.covered[row.length];
      // Cells that would overlap: the one that is written here wins.
      if (below && below.rows > 0) below.rows = 0;
      this.cover(row.length, start.rows - 1, text);
      this.put(row, text);
    }
  }

  private endRow(): void {
    const { row } = this;
    if (!row) return;
    this.row = null;
    if (this.cells === 0) {
      this.counts.emptyRows++;
      return;
    }
    this.passCovered(row);
    this.coverTail(row);
    this.rowElements++;
    this.rows.push(row);
    this.isHeadingRow.push(this.section === "thead" || this.headings === this.cells);
    this.isFootRow.push(this.section === "tfoot");
  }

  /** Fills places that a cell above covers. */
  private passCovered(row: string[]): void {
    for (let below = this.covered[row.length]; below && below.rows > 0; below = this.covered[row.length]) {
      below.rows--;
      this.put(row, below.text);
    }
  }

  /** Places far to the right may be covered too, with a gap before them. */
  private coverTail(row: string[]): void {
    let last = this.covered.length - 1;
    while (last >= row.length && (this.covered[last]?.rows ?? 0) === 0) last--;
    while (row.length <= last) {
      const below = this.covered[row.length];
      const isCovered = below !== undefined && below.rows > 0;
      if (isCovered) below.rows--;
      this.put(row, isCovered ? below.text : "");
    }
  }

  private cover(column: number, rows: number, text: string): void {
    while (this.covered.length <= column) this.covered.push({ rows: 0, text: "" });
    this.covered[column] = { rows, text };
  }

  private put(row: string[], text: string): void {
    if (row.length >= mostColumns) throw new IngestError(`The table has more than ${mostColumns} columns.`);
    if (++this.places > mostCells) throw new IngestError(`The table has more than ${mostCells} cells.`);
    row.push(text);
  }

  /** The text so far, without blanks around its lines. */
  private takeText(): string {
    const text = this.parts.join("");
    this.parts = [];
    if (text === "") return "";
    // Blocks stand on lines of their own, without empty ones between; breaks make every line that they say.
    const blocks = text
      .replace(/ {2,}/g, " ")
      .split("\v")
      .map((block) => trimmed(block.split("\n").map(trimmed).join("\n")));
    return blocks.filter((block) => block !== "").join("\n");
  }
}

/** Text without blanks, line breaks and no-break blanks around it, in one pass. */
function trimmed(text: string): string {
  const isBlank = (at: number) => " \n\u00a0".includes(text.charAt(at));
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(from)) from++;
  while (to > from && isBlank(to - 1)) to--;
  return text.slice(from, to);
}
