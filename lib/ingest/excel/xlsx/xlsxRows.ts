import { columnOf, parseRange, rowOf } from "../cellAddress.ts";
import { addIsoTime } from "../isoCell.ts";
import { noteCounts } from "../noteCounts.ts";
import type { FormatMeaning } from "../numberFormat.ts";
import { addSerial, type DateSystem } from "../serialTime.ts";
import { cellKind, SheetRow } from "../sheetRow.ts";
import { noFacts, type RowSource } from "../workbook.ts";
import { limits } from "../workbookLimits.ts";
import { found, XmlScanner } from "../xml/xmlScanner.ts";
import { unescapeOoxml } from "../xml/xmlText.ts";

/** What the cells of a sheet refer to. */
export interface XlsxContext {
  shared: readonly string[];
  styles: readonly FormatMeaning[];
  system: DateSystem;
  sheet: string;
}

/** The rows of a sheet's XML, as it arrives. */
export class XlsxRows implements RowSource {
  readonly facts = noFacts();
  private readonly scanner: XmlScanner;
  private readonly current = new SheetRow();
  private row = -1;
  private column = -1;
  private type = "n";
  private style = 0;
  private value = "";
  private inlineText = "";
  private hasValue = false;
  private hasFormula = false;
  private isNumbered = true;
  private inData = false;
  private inCell = false;
  private phonetic = 0;
  private uncomputed = 0;
  /** What the text between tags belongs to. */
  private collects: "value" | "inline" | null = null;

  constructor(
    private readonly chunks: AsyncGenerator<string>,
    private readonly context: XlsxContext,
  ) {
    this.scanner = new XmlScanner(`sheet "${context.sheet}"`);
  }

  async more(): Promise<boolean> {
    const { done, value } = await this.chunks.next();
    if (!done) {
      this.scanner.push(value);
      return true;
    }
    this.scanner.end();
    // Whatever is wrong with the end of the text shows here.
    if (this.next()) throw this.scanner.damaged("goes on behind its end");
    this.facts.notes = noteCounts([["formulas without a stored result, kept as NULL", this.uncomputed]]);
    return false;
  }

  async close(): Promise<void> {
    await this.chunks.return(undefined);
  }

  next(): SheetRow | null {
    const { scanner } = this;
    for (;;) {
      const kind = scanner.next();
      if (kind === found.nothing) return null;
      if (kind === found.text) {
        if (this.collects === "value") this.value += scanner.text;
        else if (this.collects === "inline") this.inlineText += scanner.text;
      } else if (kind === found.open) {
        if (this.inCell) this.openInCell(scanner.name);
        else if (this.inData) this.openInData(scanner.name);
        else this.openOutside(scanner.name);
      } else if (this.closeTag(scanner.name)) return this.current;
    }
  }

  private openInCell(name: string): void {
    if (name === "v") {
      this.collects = "value";
      this.hasValue = true;
    } else if (name === "f") this.hasFormula = true;
    else if (name === "rPh") this.phonetic++;
    else if (name === "t") {
      this.collects = this.phonetic === 0 ? "inline" : null;
      this.hasValue = true;
    }
  }

  private openInData(name: string): void {
    const { scanner } = this;
    if (name === "c") {
      const address = scanner.attribute("r");
      const column = address === null ? -1 : columnOf(address);
      if (!this.isNumbered && address !== null) this.renumber(rowOf(address));
      this.column = column < 0 ? this.column + 1 : column;
      if (this.column >= limits.columns) {
        throw scanner.damaged(`has a cell beyond column ${limits.columns} (row ${this.row + 1})`);
      }
      this.type = scanner.attribute("t") ?? "n";
      const style = scanner.attribute("s");
      this.style = style === null ? 0 : Number(style);
      this.value = "";
      this.inlineText = "";
      this.hasValue = false;
      this.hasFormula = false;
      this.inCell = true;
    } else if (name === "row") {
      const number = scanner.attribute("r");
      this.row = number === null ? this.row + 1 : Number(number) - 1;
      if (!(this.row >= 0 && this.row < limits.rows)) {
        throw scanner.damaged(`has a row numbered ${number ?? this.row + 1}, beyond ${limits.rows}`);
      }
      this.isNumbered = number !== null;
      const hidden = scanner.attribute("hidden");
      this.column = -1;
      this.current.begin(this.row, hidden === "1" || hidden === "true");
    }
  }

  /** A row without a number lies where its first cell says. */
  private renumber(row: number): void {
    this.isNumbered = true;
    if (row <= this.row || row >= limits.rows) return;
    this.row = row;
    this.current.row = row;
  }

  private openOutside(name: string): void {
    const { scanner, facts } = this;
    if (name === "sheetData") this.inData = true;
    else if (name === "dimension") facts.claimed = parseRange(scanner.attribute("ref") ?? "");
    else if (name === "mergeCell") {
      const range = parseRange(scanner.attribute("ref") ?? "");
      if (range && facts.merges.length < limits.merges) facts.merges.push(range);
    } else if (name === "col") {
      const hidden = scanner.attribute("hidden");
      if (hidden !== "1" && hidden !== "true") return;
      const columns = Number(scanner.attribute("max")) - Number(scanner.attribute("min")) + 1;
      if (columns > 0) facts.hiddenColumns += Math.min(columns, limits.columns);
    }
  }

  /** Notes that an element closed; true where a row is done. */
  private closeTag(name: string): boolean {
    if (this.inCell) {
      if (name === "v" || name === "t") this.collects = null;
      else if (name === "rPh") this.phonetic--;
      else if (name === "c") {
        this.inCell = false;
        this.endCell();
      }
      return false;
    }
    if (name === "row") return this.inData;
    if (name === "sheetData") this.inData = false;
    return false;
  }

  private endCell(): void {
    const { current, column, context } = this;
    current.touch(column);
    if (!this.hasValue) {
      if (!this.hasFormula) return;
      this.uncomputed++;
      return;
    }
    const { type, value } = this;
    if (type === "n") {
      this.number(isPadded(value) ? value.trim() : value);
      return;
    }
    if (type === "s") {
      const text = value === "" ? "" : context.shared[Number(value)];
      if (text === undefined) {
        throw this.scanner.damaged(`names the shared text ${value}, which does not exist (${this.place()})`);
      }
      current.add(column, cellKind.text, 0, text);
      return;
    }
    if (type === "inlineStr") {
      this.text(this.inlineText === "" ? value : this.inlineText);
      return;
    }
    if (type === "b") {
      const word = value.trim().toLowerCase();
      if (word === "") return;
      if (!/^(0|1|true|false)$/.test(word)) {
        this.text(value);
        return;
      }
      current.add(column, cellKind.boolean, word === "1" || word === "true" ? 1 : 0, "");
      return;
    }
    if (type === "e") {
      current.add(column, cellKind.error, 0, value.trim());
      return;
    }
    if (type === "d") {
      addIsoTime(current, column, value.trim());
      return;
    }
    this.text(value === "" ? this.inlineText : value);
  }

  private number(value: string): void {
    const { current, column, context } = this;
    if (value === "") {
      if (this.hasFormula) this.uncomputed++;
      return;
    }
    const number = Number(value);
    // "INF" or "1,5" is no number of the format; what it says is kept as text.
    if (!Number.isFinite(number) || !isDecimal(value)) {
      this.text(value);
      return;
    }
    addSerial(current, column, number, value, context.styles[this.style] ?? "number", context.system);
  }

  private text(value: string): void {
    this.current.add(this.column, cellKind.text, 0, unescapeOoxml(value));
  }

  private place(): string {
    return `row ${this.row + 1} of sheet "${this.context.sheet}"`;
  }
}

function isPadded(value: string): boolean {
  return value.charCodeAt(0) <= 32 || value.charCodeAt(value.length - 1) <= 32;
}

/** What Number() takes beyond decimals: hexadecimal and the like, which begin with 0 and a letter. */
function isDecimal(value: string): boolean {
  const second = value.charCodeAt(1) | 32;
  return !(value.charCodeAt(0) === 48 && (second === 120 || second === 98 || second === 111));
}
