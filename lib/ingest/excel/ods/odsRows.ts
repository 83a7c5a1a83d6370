import { addIsoDuration, addIsoTime } from "../isoCell.ts";
import { cellKind, SheetRow } from "../sheetRow.ts";
import { noFacts, type RowSource } from "../workbook.ts";
import { limits } from "../workbookLimits.ts";
import { moreXml } from "../xml/moreXml.ts";
import { found, XmlScanner } from "../xml/xmlScanner.ts";
import { OdsText } from "./odsText.ts";

/** Prefixes whose attributes repeat those of the standard with other words. */
const asides = ["xmlns", "calcext", "loext", "tableooo"];

/** Some writers give every date a time; the type alone does not tell a date from a midnight. */
const midnight = /T00:00:00(\.0+)?$/;

/** The rows of one sheet of an OpenDocument's content, as it arrives. Repeated rows are handed out one by one. */
export class OdsRows implements RowSource {
  readonly facts = noFacts();
  private readonly scanner: XmlScanner;
  private readonly current = new SheetRow();
  private readonly given = new SheetRow();
  private table = -1;
  private tables = 0;
  private isDone = false;
  private row = 0;
  private column = 0;
  private rowRepeat = 1;
  /** How often the row just read has still to be handed out, and from which row on. */
  private pending = 0;
  private expanded = 0;
  private inCell = false;
  private cellRepeat = 1;
  private type = "";
  private value: string | null = null;
  private readonly text = new OdsText();

  constructor(
    private readonly chunks: AsyncGenerator<string>,
    private readonly wanted: number,
    private readonly name: string,
  ) {
    this.scanner = new XmlScanner(`sheet "${name}"`, asides);
  }

  async more(): Promise<boolean> {
    if (this.isDone) {
      await this.close();
      return false;
    }
    return moreXml(this.chunks, this.scanner);
  }

  async close(): Promise<void> {
    await this.chunks.return(undefined);
  }

  next(): SheetRow | null {
    if (this.pending > 0) return this.repeated();
    const { scanner } = this;
    while (!this.isDone) {
      const kind = scanner.next();
      if (kind === found.nothing) return null;
      if (kind === found.text) {
        if (this.inCell) this.text.add(scanner.text);
      } else if (kind === found.open) this.open(scanner.name);
      else if (this.closeTag(scanner.name)) {
        const row = this.endRow();
        if (row) return row;
      }
    }
    return null;
  }

  private open(name: string): void {
    const { scanner } = this;
    if (name === "table" && !this.inCell) {
      if (this.tables++ === 0) this.table++;
      return;
    }
    if (this.table !== this.wanted || this.tables !== 1) return;
    if (this.inCell) this.text.open(name, scanner);
    else if (name === "table-row") {
      this.rowRepeat = this.repeat("number-rows-repeated");
      const visibility = scanner.attribute("visibility");
      this.current.begin(this.row, visibility === "collapse" || visibility === "filter");
      this.column = 0;
    } else if (name === "table-cell" || name === "covered-table-cell") this.openCell(name === "table-cell");
    else if (name === "table-column") {
      const visibility = scanner.attribute("visibility");
      if (visibility === "collapse" || visibility === "filter") {
        this.facts.hiddenColumns += Math.min(limits.columns, this.repeat("number-columns-repeated"));
      }
    }
  }

  private openCell(mayMerge: boolean): void {
    const { scanner } = this;
    this.inCell = true;
    this.cellRepeat = this.repeat("number-columns-repeated");
    this.type = scanner.attribute("value-type") ?? "";
    this.value =
      this.type === "date"
        ? scanner.attribute("date-value")
        : this.type === "time"
          ? scanner.attribute("time-value")
          : this.type === "boolean"
            ? scanner.attribute("boolean-value")
            : this.type === "string"
              ? scanner.attribute("string-value")
              : scanner.attribute("value");
    this.text.begin();
    const across = mayMerge ? Number(scanner.attribute("number-columns-spanned") ?? 1) : 1;
    const down = mayMerge ? Number(scanner.attribute("number-rows-spanned") ?? 1) : 1;
    if ((across > 1 || down > 1) && this.facts.merges.length < limits.merges) {
      this.facts.merges.push({
        firstRow: this.row,
        firstColumn: this.column,
        lastRow: Math.min(limits.rows, this.row + down) - 1,
        lastColumn: Math.min(limits.columns, this.column + across) - 1,
      });
    }
  }

  /** Notes that an element closed; true where a row is done. */
  private closeTag(name: string): boolean {
    if (name === "table" && !this.inCell) {
      this.tables--;
      if (this.tables === 0 && this.table === this.wanted) this.isDone = true;
      return false;
    }
    if (this.table !== this.wanted || this.tables !== 1) return false;
    if (this.inCell) {
      if (!this.text.close(name) && (name === "table-cell" || name === "covered-table-cell")) this.endCell();
      return false;
    }
    return name === "table-row";
  }

  private endCell(): void {
    this.inCell = false;
    const from = this.column;
    this.column += this.cellRepeat;
    const text = this.text.text();
    if (this.type === "" && text === "") return;
    if (this.column > limits.columns) {
      throw this.scanner.damaged(`has a cell beyond column ${limits.columns} (row ${this.row + 1})`);
    }
    for (let column = from; column < this.column; column++) this.add(column, text);
  }

  private add(column: number, shown: string): void {
    const { current, type, value } = this;
    switch (type) {
      case "float":
      case "percentage":
      case "currency": {
        // LibreOffice stores an error as a 0 that shows its name.
        if (value === "0" && /^(#[A-Z/0!?]+[!?]?|Err:\d+)$/.test(shown)) {
          current.add(column, cellKind.error, 0, shown);
          return;
        }
        const number = Number(value ?? Number.NaN);
        if (value === null || !Number.isFinite(number)) {
          current.add(column, cellKind.text, 0, shown);
          return;
        }
        current.add(column, cellKind.number, number, value);
        return;
      }
      case "boolean":
        current.add(column, cellKind.boolean, value === "true" ? 1 : 0, "");
        return;
      case "date":
        if (value === null) current.add(column, cellKind.text, 0, shown);
        else addIsoTime(current, column, value.replace(midnight, ""));
        return;
      case "time": {
        if (value !== null && addIsoDuration(current, column, value, true)) return;
        current.add(column, cellKind.text, 0, value ?? shown);
        return;
      }
      default: {
        const text = value ?? shown;
        const isError = type === "string" && value === "" && /^(#[A-Z/0!?]+[!?]?|Err:\d+)$/.test(shown);
        current.add(column, isError ? cellKind.error : cellKind.text, 0, isError ? shown : text);
      }
    }
  }

  private endRow(): SheetRow | null {
    const { current, rowRepeat } = this;
    const from = this.row;
    this.row += rowRepeat;
    if (current.count === 0) {
      // Rows without a value only move those below them, as far as the end of the sheet.
      return null;
    }
    if (this.row > limits.rows) throw this.scanner.damaged(`has a row beyond ${limits.rows}`);
    this.expanded += (rowRepeat - 1) * current.count;
    if (this.expanded > limits.repeatedCells) {
      throw this.scanner.damaged(
        `repeats rows of sheet "${this.name}" into more than ${limits.repeatedCells} cells, as a bomb would`,
      );
    }
    this.pending = rowRepeat;
    current.row = from;
    return this.repeated();
  }

  private repeated(): SheetRow {
    this.pending--;
    this.given.copyCells(this.current);
    this.given.row = this.row - 1 - this.pending;
    return this.given;
  }

  private repeat(attribute: string): number {
    const count = Number(this.scanner.attribute(attribute) ?? 1);
    return count >= 1 && count < 2 ** 31 ? Math.floor(count) : 1;
  }
}
