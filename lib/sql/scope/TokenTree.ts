import { closingBrackets } from "../closingBrackets.ts";
import { identifierOf, type Token } from "../tokenize.ts";

/** The tokens of one statement, spaces and comments left out, with the brackets that belong together. */
export class TokenTree {
  private readonly closing: ReadonlyMap<number, number>;

  constructor(readonly tokens: readonly Token[]) {
    this.closing = closingBrackets(tokens);
  }

  get end(): number {
    return this.tokens.length;
  }

  /** The token as a keyword in upper case; "" for what is no bare word. */
  word(i: number): string {
    const token = this.tokens[i];
    return token?.kind === "word" ? token.text.toUpperCase() : "";
  }

  text(i: number): string {
    return this.tokens[i]?.text ?? "";
  }

  /** What a bare or quoted word names; null for all else. */
  name(i: number): string | null {
    return identifierOf(this.tokens[i]);
  }

  isOpen(i: number): boolean {
    return this.closing.has(i);
  }

  /** The bracket that closes the one at `i`; the number of tokens where it is never closed, `i` where there is none. */
  close(i: number): number {
    return this.closing.get(i) ?? i;
  }

  /** The index after a token, or after the whole bracket that it opens. */
  after(i: number): number {
    return Math.min(this.close(i) + 1, this.end);
  }

  /** Where a token begins in the text; past the last one, where that ends. */
  start(i: number): number {
    return this.tokens[i]?.start ?? this.tokens[this.end - 1]?.end ?? 0;
  }

  /** Where the token before `i` ends. */
  endBefore(i: number): number {
    return this.tokens[Math.min(i, this.end) - 1]?.end ?? 0;
  }

  /** The first index from `from` to before `to`, at this bracket level, that `test` holds for; `to` where there is none. */
  find(from: number, to: number, test: (i: number) => boolean): number {
    for (let i = from; i < to; i = this.after(i)) if (test(i)) return i;
    return to;
  }

  /** The parts between the commas at this bracket level, as [from, to). */
  parts(from: number, to: number): [number, number][] {
    const parts: [number, number][] = [];
    let start = from;
    for (let i = from; i < to; i = this.after(i)) {
      if (this.text(i) !== ",") continue;
      parts.push([start, i]);
      start = i + 1;
    }
    parts.push([start, to]);
    return parts;
  }
}
