import { iso, parseIso } from "../../json/isoTime.ts";
import type { FormatMeaning } from "../numberFormat.ts";
import { addSerial } from "../serialTime.ts";
import { cellKind, SheetRow } from "../sheetRow.ts";
import { noFacts, type RowSource } from "../workbook.ts";
import { limits } from "../workbookLimits.ts";
import { moreXml } from "../xml/moreXml.ts";
import { found, XmlScanner } from "../xml/xmlScanner.ts";

/** Days from 1970 to 31 December 1899, on which this format puts times of day. */
const clockDay = -25_568;
const encoder = new TextEncoder();

/** The rows of one worksheet of Excel's XML of 2003, as it arrives. */
export class SpreadsheetmlRows implements RowSource {
  readonly facts = noFacts();
  private readonly scanner: XmlScanner;
  private readonly current = new SheetRow();
  private sheet = -1;
  private isDone = false;
  private row = 0;
  private column = 0;
  private across = 0;
  private style: string | null = null;
  private type = "";
  private text = "";
  private inRow = false;
  private inCell = false;
  private inData = false;
  private hasData = false;
  private comments = 0;

  constructor(
    private readonly chunks: AsyncGenerator<string>,
    private readonly wanted: number,
    private readonly meanings: ReadonlyMap<string, FormatMeaning>,
    name: string,
  ) {
    this.scanner = new XmlScanner(`sheet "${name}"`);
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
    const { scanner } = this;
    while (!this.isDone) {
      const kind = scanner.next();
      if (kind === found.nothing) return null;
      if (kind === found.text) {
        if (this.inData) this.text += scanner.text;
      } else if (kind === found.open) this.open(scanner.name);
      else if (this.closeTag(scanner.name)) return this.current;
    }
    return null;
  }

  private open(name: string): void {
    const { scanner } = this;
    if (name === "Worksheet") this.sheet++;
    if (this.sheet !== this.wanted) return;
    if (name === "Row") this.openRow();
    else if (name === "Cell" && this.inRow) this.openCell();
    else if (name === "Comment") this.comments++;
    else if (name === "Data" && this.inCell && this.comments === 0) {
      this.type = scanner.attribute("Type") ?? "String";
      this.inData = true;
      this.hasData = true;
    } else if (name === "Column" && scanner.attribute("Hidden") === "1") {
      this.facts.hiddenColumns += 1 + (Number(scanner.attribute("Span")) || 0);
    }
  }

  private openRow(): void {
    const index = this.scanner.attribute("Index");
    if (index !== null) this.row = Number(index) - 1;
    if (!(this.row >= 0 && this.row < limits.rows))
      throw this.scanner.damaged(`has a row beyond ${limits.rows}`);
    this.current.begin(this.row, this.scanner.attribute("Hidden") === "1");
    this.column = 0;
    this.inRow = true;
  }

  private openCell(): void {
    const { scanner, facts } = this;
    const index = scanner.attribute("Index");
    if (index !== null) this.column = Number(index) - 1;
    this.across = Number(scanner.attribute("MergeAcross")) || 0;
    const down = Number(scanner.attribute("MergeDown")) || 0;
    if (!(this.column >= 0 && this.column + this.across < limits.columns)) {
      throw scanner.damaged(`has a cell beyond column ${limits.columns} (row ${this.row + 1})`);
    }
    if ((this.across > 0 || down > 0) && facts.merges.length < limits.merges) {
      facts.merges.push({
        firstRow: this.row,
        firstColumn: this.column,
        lastRow: Math.min(limits.rows - 1, this.row + down),
        lastColumn: this.column + this.across,
      });
    }
    this.style = scanner.attribute("StyleID");
    this.inCell = true;
    this.hasData = false;
    this.text = "";
    this.current.touch(this.column);
  }

  /** Notes that an element closed; true where a row is done. */
  private closeTag(name: string): boolean {
    if (this.sheet !== this.wanted) return false;
    if (name === "Worksheet") this.isDone = true;
    else if (name === "Comment") this.comments--;
    else if (name === "Data" && this.comments === 0) this.inData = false;
    else if (name === "Cell" && this.inCell) {
      if (this.hasData) this.add();
      this.inCell = false;
      this.column += this.across + 1;
    } else if (name === "Row" && this.inRow) {
      this.inRow = false;
      this.row++;
      return true;
    }
    return false;
  }

  private add(): void {
    const { current, column, text } = this;
    const meaning = this.meanings.get(this.style ?? "") ?? "number";
    const value = text.trim();
    if (this.type === "Number" && value !== "" && Number.isFinite(Number(value))) {
      addSerial(current, column, Number(value), value, meaning, "1900");
    } else if (this.type === "Boolean" && /^[01]$/.test(value)) {
      current.add(column, cellKind.boolean, Number(value), "");
    } else if (this.type === "Error") current.add(column, cellKind.error, 0, value);
    else if (this.type !== "DateTime" || !this.addTime(value, meaning))
      current.add(column, cellKind.text, 0, text);
  }

  private addTime(text: string, meaning: FormatMeaning): boolean {
    const bytes = encoder.encode(text);
    const kind = parseIso(bytes, 0, bytes.length);
    if ((kind !== "date" && kind !== "naive") || iso.nanos !== 0) return false;
    const { days, micros } = iso;
    if (meaning === "time" || meaning === "duration") {
      const isClock = meaning === "time" && days === clockDay;
      this.current.add(
        this.column,
        isClock ? cellKind.time : cellKind.duration,
        days - clockDay,
        text,
        micros,
      );
    } else {
      const isDate = micros === 0 && meaning !== "datetime";
      this.current.add(this.column, isDate ? cellKind.date : cellKind.datetime, days, text, micros);
    }
    return true;
  }
}
