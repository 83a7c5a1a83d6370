import { type LineIs, LineScanner, lineIs } from "./lineScanner.ts";

const header = ["version", "vendor", "product", "product_version", "signature", "name", "severity"];
const mostColumns = 1000;
const decoder = new TextDecoder();

/** Finds values of Common Event Format: `CEF:0|vendor|product|version|signature|name|severity|key=value …`. */
export class CefScanner extends LineScanner {
  private readonly indexOfKey = new Map<string, number>();
  private repeats = 0;

  constructor() {
    super();
    for (const name of ["prefix", ...header]) {
      this.add({ name, type: { kind: "text" }, nulls: [], escape: "cef" });
    }
  }

  override restart(): void {
    super.restart();
    this.repeats = 0;
  }

  override notes(): string[] {
    return this.repeats > 0
      ? [`keys that a line has twice, of which the last value is kept: ${this.repeats}`]
      : [];
  }

  override scan(buf: Uint8Array, from: number, to: number): LineIs {
    this.bytes = buf;
    this.from.fill(-1, 0, this.columns.length);
    let at = from;
    // What stands before the mark is most often a head of syslog.
    while (at + 4 < to && !isMark(buf, at)) at++;
    if (at + 4 >= to) return this.fail('"CEF:" is missing');
    let before = at;
    while (before > from && buf[before - 1] === 32) before--;
    if (before > from) this.set(0, from, before, false);
    at += 4;
    for (let field = 0; field < header.length; field++) {
      const start = at;
      let escaped = false;
      for (; at < to && buf[at] !== 124; at++) {
        if (buf[at] === 92) {
          escaped = true;
          at++;
        }
      }
      if (at >= to) {
        if (field < header.length - 1 || at > to)
          return this.fail(`the line ends before the ${header[field + 1]}`);
        this.set(field + 1, start, to, escaped);
        return lineIs.row;
      }
      this.set(field + 1, start, at, escaped);
      at++;
    }
    return this.pairs(buf, at, to);
  }

  private pairs(buf: Uint8Array, from: number, to: number): LineIs {
    const found: { key: string; from: number; to: number; escaped: boolean }[] = [];
    let at = from;
    while (at < to && buf[at] === 32) at++;
    while (at < to) {
      const keyFrom = at;
      while (at < to && buf[at] !== 61 && buf[at] !== 32) at++;
      if (at >= to || buf[at] !== 61 || at === keyFrom) return this.fail("a key=value pair is expected");
      const key = decoder.decode(buf.subarray(keyFrom, at));
      const start = ++at;
      let escaped = false;
      let end = to;
      // A value may hold blanks: it ends before the blank that stands before the next key.
      let lastBlank = -1;
      for (; at < to; at++) {
        const byte = buf[at];
        if (byte === 92) {
          escaped = true;
          at++;
        } else if (byte === 32) lastBlank = at;
        else if (byte === 61 && lastBlank >= 0 && lastBlank + 1 < at) {
          end = lastBlank;
          at = lastBlank + 1;
          break;
        }
      }
      if (end === to) at = to;
      let valueTo = end;
      while (valueTo > start && buf[valueTo - 1] === 32) valueTo--;
      found.push({ key, from: start, to: valueTo, escaped });
    }
    const fresh = new Set(found.map(({ key }) => key).filter((key) => !this.indexOfKey.has(key)));
    if (this.columns.length + fresh.size > mostColumns) {
      return this.fail(`the line's keys would make more than ${mostColumns} columns`);
    }
    for (const key of fresh) {
      // A header's name keeps its column; the same key of the extension gets one of its own.
      this.indexOfKey.set(key, this.add({ name: key, type: { kind: "auto" }, nulls: [], escape: "cef" }));
    }
    const seen = new Set<string>();
    for (const pair of found) {
      if (seen.has(pair.key)) this.repeats++;
      seen.add(pair.key);
      this.set(this.indexOfKey.get(pair.key) ?? 0, pair.from, pair.to, pair.escaped);
    }
    return lineIs.row;
  }
}

function isMark(buf: Uint8Array, at: number): boolean {
  return buf[at] === 67 && buf[at + 1] === 69 && buf[at + 2] === 70 && buf[at + 3] === 58;
}
