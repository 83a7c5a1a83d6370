import type { XmlScanner } from "../xml/xmlScanner.ts";

/** Puts together what a cell of an OpenDocument shows: its paragraphs, without notes and drawings. */
export class OdsText {
  private parts = "";
  private paragraphs = 0;
  private depth = 0;
  private aside = 0;
  private inParagraph = 0;

  begin(): void {
    this.parts = "";
    this.paragraphs = 0;
    this.depth = 0;
    this.aside = 0;
    this.inParagraph = 0;
  }

  add(text: string): void {
    if (this.aside === 0 && this.inParagraph > 0) this.parts += text.replace(/[\t\n\r ]+/g, " ");
  }

  open(name: string, scanner: XmlScanner): void {
    this.depth++;
    if (this.aside > 0 || isAside(name)) this.aside++;
    else if (name === "p" || name === "h") {
      if (this.inParagraph++ === 0 && this.paragraphs++ > 0) this.parts += "\n";
    } else if (name === "s") {
      const count = Number(scanner.attribute("c") ?? 1);
      this.parts += " ".repeat(count >= 0 && count < 100_000 ? count : 1);
    } else if (name === "tab") this.parts += "\t";
    else if (name === "line-break") this.parts += "\n";
  }

  /** False where the element is not inside the cell: it is the cell that closes. */
  close(name: string): boolean {
    if (this.depth === 0) return false;
    this.depth--;
    if (this.aside > 0) this.aside--;
    else if (name === "p" || name === "h") this.inParagraph--;
    return true;
  }

  text(): string {
    return this.parts;
  }
}

function isAside(name: string): boolean {
  return (
    name === "annotation" || name === "shapes" || name === "frame" || name === "table" || name === "ruby-text"
  );
}
