/** Thrown where bytes are not JSON; `at` is the byte in the buffer. */
export class Malformed extends Error {
  constructor(
    reason: string,
    readonly at: number,
  ) {
    super(reason);
  }
}

/** Bytes that end the plain part of a string: the quote, the backslash and control characters. */
export const stringStop = new Uint8Array(256).map((_, byte) =>
  byte < 32 || byte === 34 || byte === 92 ? 1 : 0,
);

const maxDepth = 500;

/** A place in a buffer of JSON text; `end` is where the record ends. */
export class JsonCursor {
  buf: Uint8Array = new Uint8Array(0);
  pos = 0;
  end = 0;
  /** After `skipString`: whether it has a backslash, or a byte past ASCII. */
  hasEscape = false;
  hasHigh = false;
  protected depth = 0;

  set(buf: Uint8Array, from: number, to: number): void {
    this.buf = buf;
    this.pos = from;
    this.end = to;
    this.depth = 0;
  }

  fail(reason: string): never {
    throw new Malformed(reason, Math.min(this.pos, this.end));
  }

  /** Skips white space; answers the byte it stands at, or -1 at the end. */
  peek(): number {
    const { buf, end } = this;
    let { pos } = this;
    let byte = buf[pos];
    while (pos < end && (byte === 32 || byte === 10 || byte === 13 || byte === 9)) byte = buf[++pos];
    this.pos = pos;
    return pos < end && byte !== undefined ? byte : -1;
  }

  expect(mark: number): void {
    if (this.peek() !== mark) this.fail(`${String.fromCharCode(mark)} is missing`);
    this.pos++;
  }

  /** After a value: nothing but white space may follow. */
  expectEnd(): void {
    if (this.peek() !== -1) this.fail("there is more text after the value");
  }

  enter(): void {
    if (++this.depth > maxDepth) this.fail(`values are nested more than ${maxDepth} deep`);
  }

  leave(): void {
    this.depth--;
  }

  /** Skips one value of any kind, checking it. */
  skipValue(): void {
    const byte = this.peek();
    if (byte === 123) this.skipObject();
    else if (byte === 91) this.skipArray();
    else if (byte === 34) this.skipString();
    else if (byte === 45 || (byte > 47 && byte < 58)) this.skipNumber();
    else this.skipWord();
  }

  /** Skips a string from its opening quote on; answers where its text begins, `pos - 1` is where it ends. */
  skipString(): number {
    if (this.buf[this.pos] !== 34) this.fail('a string must begin with "');
    const { buf, end } = this;
    const from = this.pos + 1;
    let pos = from;
    let high = 0;
    this.hasEscape = false;
    for (;;) {
      let byte = buf[pos] ?? 0;
      while (stringStop[byte] === 0) {
        high |= byte;
        byte = buf[++pos] ?? 0;
      }
      if (pos >= end) {
        this.pos = end;
        this.fail("a string is not closed");
      }
      if (byte === 34) break;
      this.pos = pos;
      if (byte !== 92) this.fail("a control character stands in a string");
      this.hasEscape = true;
      pos = this.checkEscape(pos);
    }
    this.pos = pos + 1;
    this.hasHigh = high > 127;
    if (this.hasHigh && !isUtf8(buf, from, pos)) this.fail("the text is not UTF-8");
    return from;
  }

  /** The text of a string whose opening quote is at `pos`. */
  readString(): string {
    const from = this.skipString();
    const text = utf8.decode(this.buf.subarray(from, this.pos - 1));
    return this.hasEscape ? String(JSON.parse(`"${text}"`)) : text;
  }

  /** `null`, `true` or `false`, by its first byte. */
  skipWord(): number {
    const { buf, pos } = this;
    const first = buf[pos];
    const word = first === 110 ? nullWord : first === 116 ? trueWord : first === 102 ? falseWord : null;
    if (!word || pos >= this.end) this.fail(pos < this.end ? "a value is expected" : "a value is missing");
    for (let at = 1; at < word.length; at++) if (buf[pos + at] !== word[at]) this.fail("a value is expected");
    this.pos = pos + word.length;
    if (this.pos > this.end) this.fail("a value is cut short");
    return first ?? 0;
  }

  /** Skips a number; answers whether it has a point or an exponent. */
  skipNumber(): boolean {
    const { buf } = this;
    let { pos } = this;
    if (buf[pos] === 45) pos++;
    const digits = () => {
      const from = pos;
      for (let byte = buf[pos] ?? 0; byte > 47 && byte < 58; byte = buf[pos] ?? 0) pos++;
      if (pos === from || pos > this.end) {
        this.pos = pos;
        this.fail("a number lacks digits");
      }
    };
    if (buf[pos] === 48) {
      pos++;
      const next = buf[pos] ?? 0;
      if (pos < this.end && next > 47 && next < 58) this.fail("a number begins with 0");
    } else digits();
    let isFloat = false;
    if (pos < this.end && buf[pos] === 46) {
      isFloat = true;
      pos++;
      digits();
    }
    if (pos < this.end && ((buf[pos] ?? 0) | 32) === 101) {
      isFloat = true;
      pos++;
      if (buf[pos] === 43 || buf[pos] === 45) pos++;
      digits();
    }
    this.pos = pos;
    return isFloat;
  }

  private skipObject(): void {
    this.pos++;
    this.enter();
    if (this.peek() === 125) this.pos++;
    else {
      for (;;) {
        if (this.peek() !== 34) this.fail("a key in quotes is expected");
        this.skipString();
        this.expect(58);
        this.skipValue();
        const byte = this.peek();
        this.pos++;
        if (byte === 125) break;
        if (byte !== 44) this.failBefore(", or } is missing");
      }
    }
    this.leave();
  }

  private skipArray(): void {
    this.pos++;
    this.enter();
    if (this.peek() === 93) this.pos++;
    else {
      for (;;) {
        this.skipValue();
        const byte = this.peek();
        this.pos++;
        if (byte === 93) break;
        if (byte !== 44) this.failBefore(", or ] is missing");
      }
    }
    this.leave();
  }

  private failBefore(reason: string): never {
    this.pos--;
    this.fail(reason);
  }

  /** Checks the escape at `at`; answers where it ends. */
  checkEscape(at: number): number {
    const letter = this.buf[at + 1] ?? 0;
    if (letter === 117) {
      for (let digit = at + 2; digit < at + 6; digit++) {
        if (hexValue(this.buf[digit] ?? 0) < 0) this.fail("\\u needs four hexadecimal digits");
      }
      return at + 6;
    }
    if (escapes[letter] === 0) this.fail("a backslash stands before a character that it cannot escape");
    return at + 2;
  }
}

/** By the letter after a backslash: the byte it stands for, 0 where there is none. */
export const escapes = new Uint8Array(256);
for (const [letter, byte] of [
  [34, 34],
  [92, 92],
  [47, 47],
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
] as const) {
  escapes[letter] = byte;
}

/** The value of a hexadecimal digit's byte, or -1. */
export function hexValue(byte: number): number {
  if (byte > 47 && byte < 58) return byte - 48;
  const letter = byte | 32;
  return letter > 96 && letter < 103 ? letter - 87 : -1;
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const bytesOf = (word: string) => new TextEncoder().encode(word);
const nullWord = bytesOf("null");
const trueWord = bytesOf("true");
const falseWord = bytesOf("false");

/** Whether bytes are UTF-8 as the standard has it: no overlong forms, no surrogates, nothing past U+10FFFF. */
export function isUtf8(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) continue;
    const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first < 0xc2 || first > 0xf4 || at + more >= to) return false;
    const second = bytes[at + 1] ?? 0;
    const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) return false;
    for (let next = 2; next <= more; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return false;
    at += more;
  }
  return true;
}
