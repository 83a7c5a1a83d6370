import { isUtf8 } from "../json/jsonCursor.ts";
import { IngestError } from "../types.ts";
import { compilePattern } from "./compilePattern.ts";
import { type LineIs, LineScanner, lineIs } from "./lineScanner.ts";
import type { LogLayout } from "./logFormat.ts";

/** A single line that takes longer shows a pattern that goes wrong on this file. */
const mostLineMs = 2_000;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** Finds values by the named groups of a regular expression. */
export class PatternScanner extends LineScanner {
  private readonly pattern: RegExp;
  private readonly groups: readonly string[];
  private partial = 0;

  constructor(layout: Omit<Extract<LogLayout, { kind: "pattern" }>, "kind">) {
    super();
    const compiled = compilePattern(layout.source);
    if (compiled.problem !== null) throw new IngestError(compiled.problem);
    this.pattern = compiled.pattern;
    this.groups = compiled.groups;
    for (const name of compiled.groups) {
      const type = Object.hasOwn(layout.types, name) ? layout.types[name] : undefined;
      const nulls = layout.freeText?.includes(name) ? [] : layout.nulls;
      this.add({ name, type: type ?? { kind: "auto" }, nulls, escape: "none" });
    }
  }

  override restart(): void {
    super.restart();
    this.partial = 0;
  }

  override notes(): string[] {
    return this.partial > 0
      ? [`lines with text before or behind the pattern, which is not kept: ${this.partial}`]
      : [];
  }

  override fits(buf: Uint8Array, from: number, to: number): boolean {
    return this.pattern.test(decoder.decode(buf.subarray(from, to)));
  }

  override scan(buf: Uint8Array, from: number, to: number): LineIs {
    if (!isUtf8(buf, from, to)) return this.fail("the line is not UTF-8 text");
    const line = decoder.decode(buf.subarray(from, to));
    const startedAt = performance.now();
    const match = this.pattern.exec(line);
    const elapsedMs = performance.now() - startedAt;
    if (elapsedMs > mostLineMs) {
      throw new IngestError(
        `The pattern took ${Math.round(elapsedMs / 1000)} seconds for one line of ${line.length} characters ` +
          `("${line.slice(0, 80)}"), so it would not end. Avoid repetitions inside repetitions, such as (a+)+.`,
      );
    }
    if (match === null) return this.fail("the line does not fit the pattern");
    if (match[0].length < line.length) this.partial++;
    // Text in UTF-8 takes at most three bytes a unit.
    const room = line.length * 3 * (this.groups.length + 1);
    if (this.bytes.length < room) this.bytes = new Uint8Array(room * 2);
    let at = 0;
    for (let index = 0; index < this.groups.length; index++) {
      const value = match.groups?.[this.groups[index] ?? ""];
      if (value === undefined) {
        this.from[index] = -1;
        continue;
      }
      // By UTF-16 units a group can cut a character in two, of which no text can hold a half.
      if (!this.pattern.unicode && /\p{Surrogate}/u.test(value)) {
        return this.fail("a group of the pattern holds half a character");
      }
      const { written } = encoder.encodeInto(value, this.bytes.subarray(at));
      this.set(index, at, at + written, false);
      at += written;
    }
    return lineIs.row;
  }
}
