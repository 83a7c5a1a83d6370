import { IngestError } from "../../types.ts";
import { limits } from "../workbookLimits.ts";
import { xmlText } from "./xmlText.ts";

/** What `next` found. */
export const found = { nothing: 0, open: 1, close: 2, text: 3 } as const;
export type Found = (typeof found)[keyof typeof found];

/**
 * Takes XML apart as it arrives. Names are without their prefix. It holds no tree and resolves no entity of a DTD, so
 * that nothing in a file can make it grow. Tags that do not match are damage and throw an IngestError.
 */
export class XmlScanner {
  /** The element that was opened or closed. */
  name = "";
  /** The text, entities resolved. */
  text = "";
  /** Elements open now, the one just opened included. */
  depth = 0;
  private buffer = "";
  private at = 0;
  private searched = 0;
  private consumed = 0;
  private isLast = false;
  private closesItself = false;
  private readonly open: string[] = [];
  /** Four numbers an attribute: where its local name and its value begin and end. */
  private spans = new Int32Array(256);
  private spanCount = 0;

  /** `asides` are prefixes whose attributes are passed over, since they repeat names of others. */
  constructor(
    private readonly what: string,
    private readonly asides: readonly string[] = ["xmlns"],
  ) {}

  push(chunk: string): void {
    this.consumed += this.at;
    this.searched = Math.max(0, this.searched - this.at);
    this.buffer = this.at < this.buffer.length ? this.buffer.slice(this.at) + chunk : chunk;
    this.at = 0;
    if (this.buffer.length - chunk.length > limits.xmlPiece) {
      throw this.damaged("holds a tag or a text that does not end");
    }
  }

  end(): void {
    this.isLast = true;
  }

  /** The next tag or text; `nothing` where more must be pushed, or at the end. */
  next(): Found {
    if (this.closesItself) {
      this.closesItself = false;
      return this.closed();
    }
    for (;;) {
      const { buffer, at } = this;
      if (at >= buffer.length) return this.ended();
      if (buffer.charCodeAt(at) !== 60) {
        // A loop, as indexOf costs more than it saves on texts as short as most cells have.
        let end = at + 1;
        let hasEntity = buffer.charCodeAt(at) === 38;
        for (let code = buffer.charCodeAt(end); code !== 60; code = buffer.charCodeAt(++end)) {
          if (code === 38) hasEntity = true;
          else if (end >= buffer.length) return this.ended();
        }
        this.at = end;
        if (this.depth === 0) continue;
        const raw = buffer.slice(at, end);
        this.text = hasEntity ? xmlText(raw) : raw;
        return found.text;
      }
      const second = buffer.charCodeAt(at + 1);
      if (second === 47) return this.closeTag();
      if (second !== 33 && second !== 63) return this.openTag();
      const isData = buffer.startsWith("<![CDATA[", at);
      const end = this.endOfAside(second, isData);
      if (end < 0) return this.ended();
      this.at = end;
      if (!isData) continue;
      this.text = buffer.slice(at + 9, end - 3);
      return found.text;
    }
  }

  /** An attribute of the element just opened, by its name without prefix; null where it has none. */
  attribute(name: string): string | null {
    const { buffer, spans } = this;
    for (let index = 0; index < this.spanCount; index += 4) {
      const from = spans[index] ?? 0;
      const to = spans[index + 1] ?? 0;
      if (to - from !== name.length || buffer.charCodeAt(from) !== name.charCodeAt(0)) continue;
      if (to - from > 1 && !buffer.startsWith(name, from)) continue;
      return xmlText(buffer.slice(spans[index + 2], spans[index + 3]));
    }
    return null;
  }

  damaged(why: string): IngestError {
    return new IngestError(
      `The XML of ${this.what} ${why} (near character ${this.consumed + this.at}), so the file is damaged; ` +
        "open it in its program and save it anew.",
    );
  }

  private find(mark: string, from: number): number {
    const end = this.buffer.indexOf(mark, Math.max(from, this.searched));
    this.searched = end < 0 ? Math.max(from, this.buffer.length - mark.length + 1) : 0;
    return end;
  }

  /** The end of a comment, instruction, CDATA or DOCTYPE; -1 where it is not there yet. */
  private endOfAside(second: number, isData: boolean): number {
    const { buffer, at } = this;
    if (buffer.length - at < 9 && !this.isLast) return -1;
    const mark = isData ? "]]>" : second === 63 ? "?>" : buffer.startsWith("<!--", at) ? "-->" : null;
    if (mark !== null) {
      const end = this.find(mark, at + 2);
      return end < 0 ? -1 : end + mark.length;
    }
    // A DOCTYPE may hold declarations in brackets, and those quotes with any of its marks.
    let depth = 0;
    let quote = 0;
    for (let here = at + 2; here < buffer.length; here++) {
      const code = buffer.charCodeAt(here);
      if (quote !== 0) quote = code === quote ? 0 : quote;
      else if (code === 34 || code === 39) quote = code;
      else if (code === 91) depth++;
      else if (code === 93) depth--;
      else if (code === 62 && depth <= 0) return here + 1;
    }
    return -1;
  }

  private ended(): Found {
    if (!this.isLast) return found.nothing;
    if (this.depth > 0) throw this.damaged(`ends inside <${this.open[this.depth - 1]}>`);
    if (this.buffer.charCodeAt(this.at) === 60) throw this.damaged("ends inside a tag");
    if (this.open.length === 0) throw this.damaged("holds no element");
    return found.nothing;
  }

  private closeTag(): Found {
    if (this.depth === 0) throw this.damaged("closes what was never opened");
    const top = this.open[this.depth - 1] ?? "";
    const past = this.at + 2 + top.length;
    if (this.buffer.charCodeAt(past) === 62 && this.buffer.startsWith(top, this.at + 2)) {
      this.at = past + 1;
      return this.closed();
    }
    const end = this.find(">", this.at + 2);
    if (end < 0) return this.ended();
    const name = this.nameIn(this.at + 2, this.afterSpaceBack(end));
    if (name !== top) throw this.damaged(`closes <${name}> which is not open`);
    this.at = end + 1;
    return this.closed();
  }

  private closed(): Found {
    this.depth--;
    this.name = this.open[this.depth] ?? "";
    return found.close;
  }

  private openTag(): Found {
    const { buffer } = this;
    let at = this.at + 1;
    this.spanCount = 0;
    while (!endsName(buffer.charCodeAt(at))) at++;
    const nameEnd = at;
    for (;;) {
      let code = buffer.charCodeAt(at);
      while (isSpace(code)) code = buffer.charCodeAt(++at);
      if (Number.isNaN(code)) return this.ended();
      if (code === 62 || (code === 47 && buffer.charCodeAt(at + 1) === 62)) break;
      if (code === 47 && at + 1 >= buffer.length) return this.ended();
      let from = at;
      let isAside = false;
      while (!endsName(code)) {
        if (code === 58) {
          isAside = this.asides.includes(buffer.slice(from, at));
          from = at + 1;
        }
        code = buffer.charCodeAt(++at);
      }
      const to = at;
      while (isSpace(code)) code = buffer.charCodeAt(++at);
      if (code === 61) code = buffer.charCodeAt(++at);
      else if (!Number.isNaN(code)) throw this.damaged("has an attribute without a value");
      while (isSpace(code)) code = buffer.charCodeAt(++at);
      if (Number.isNaN(code)) return this.ended();
      if (code !== 34 && code !== 39) throw this.damaged("has an attribute without quotes");
      const quote = code;
      let end = at + 1;
      for (code = buffer.charCodeAt(end); code !== quote; code = buffer.charCodeAt(++end)) {
        if (end >= buffer.length) return this.ended();
      }
      if (!isAside) this.keepSpan(from, to, at + 1, end);
      at = end + 1;
    }
    if (nameEnd === this.at + 1) throw this.damaged("has a tag without a name");
    this.name = this.nameIn(this.at + 1, nameEnd);
    this.closesItself = buffer.charCodeAt(at) === 47;
    this.at = this.closesItself ? at + 2 : at + 1;
    this.open[this.depth] = this.name;
    this.depth++;
    if (this.depth > 1000) throw this.damaged("nests deeper than any workbook does");
    return found.open;
  }

  private keepSpan(from: number, to: number, valueFrom: number, valueTo: number): void {
    if (this.spanCount + 4 > this.spans.length) {
      const next = new Int32Array(this.spans.length * 2);
      next.set(this.spans);
      this.spans = next;
    }
    const { spans, spanCount: at } = this;
    spans[at] = from;
    spans[at + 1] = to;
    spans[at + 2] = valueFrom;
    spans[at + 3] = valueTo;
    this.spanCount = at + 4;
  }

  private nameIn(from: number, to: number): string {
    const { buffer } = this;
    if (to - from === 1) return letters[buffer.charCodeAt(from)] ?? buffer.slice(from, to);
    const name = buffer.slice(from, to);
    const colon = name.indexOf(":");
    return colon < 0 ? name : name.slice(colon + 1);
  }

  private afterSpaceBack(end: number): number {
    let at = end;
    while (isSpace(this.buffer.charCodeAt(at - 1))) at--;
    return at;
  }
}

/** Names of one letter, made once: most tags of a sheet have one. */
const letters = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Also true at the end of the buffer, where the code is NaN. */
function endsName(code: number): boolean {
  return !(code > 32) || code === 62 || code === 47 || code === 61;
}
