/** Where JSON text stops being JSON: `index` counts characters from 0, `length` is at least 1. */
export interface JsonTextError {
  index: number;
  length: number;
  message: string;
  hint: string;
}

const bracketHint = "Each { needs its } and each [ its ].";
const commaHint = "Put a comma between two entries, and none after the last.";
const stringHint = 'Text and keys stand in double quotes, like "mark".';
const deepest = 200;

class NotJson extends Error {
  constructor(readonly found: JsonTextError) {
    super(found.message);
  }
}

/**
 * Finds the first place where text is not plain JSON, in words that do not depend on the browser; null where it is JSON.
 * JSON.parse alone answers differently, and without a line, in each browser.
 */
export function locateJsonError(text: string): JsonTextError | null {
  try {
    new JsonScanner(text).document();
    return null;
  } catch (error) {
    if (error instanceof NotJson) return error.found;
    throw error;
  }
}

class JsonScanner {
  private at = 0;
  constructor(private readonly text: string) {}

  document(): void {
    this.blanks();
    this.value(0);
    this.blanks();
    if (this.at < this.text.length) this.fail("There is more text after the end of the chart.", bracketHint);
  }

  private value(depth: number): void {
    if (depth > deepest) this.fail(`Brackets are nested more than ${deepest} deep.`, bracketHint);
    const mark = this.text[this.at];
    if (mark === "{") this.entries("}", depth, true);
    else if (mark === "[") this.entries("]", depth, false);
    else if (mark === '"') this.string();
    else this.word();
  }

  private word(): void {
    const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/.exec(
      this.rest(),
    );
    if (!word) this.fail(...this.wrongValue());
    this.at += word[0].length;
  }

  private entries(end: "}" | "]", depth: number, keyed: boolean): void {
    const opened = this.at++;
    this.blanks();
    if (this.text[this.at] === end) {
      this.at++;
      return;
    }
    for (;;) {
      if (keyed) this.key();
      this.value(depth + 1);
      this.blanks();
      const mark = this.text[this.at];
      if (mark === end) {
        this.at++;
        return;
      }
      if (mark === undefined) {
        this.at = opened;
        this.fail(`This ${this.text[opened]} is never closed.`, bracketHint);
      }
      if (mark !== ",")
        this.fail(`A comma or ${end} is missing before ${this.next()}.`, commaHint, this.nextLength());
      const comma = this.at++;
      this.blanks();
      if (this.text[this.at] === end) {
        this.at = comma;
        this.fail(`There is a comma before ${end}.`, commaHint);
      }
    }
  }

  private key(): void {
    if (this.text[this.at] !== '"')
      this.fail(`A key in double quotes is missing before ${this.next()}.`, stringHint);
    this.string();
    this.blanks();
    if (this.text[this.at] !== ":")
      this.fail(`A colon is missing before ${this.next()}.`, 'A key and its value are written "key": value.');
    this.at++;
    this.blanks();
  }

  private string(): void {
    const opened = this.at++;
    for (; this.at < this.text.length; this.at++) {
      const mark = this.text.charAt(this.at);
      if (mark === '"') {
        this.at++;
        return;
      }
      if (mark === "\\") {
        const known = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(this.text.slice(this.at, this.at + 6));
        if (!known)
          this.fail("This backslash begins nothing that JSON knows.", "Write a backslash itself as \\\\.");
        this.at += known[0].length - 1;
      } else if (mark === "\n" || mark === "\r") break;
      else if (mark < " ") this.fail("A control character stands in a text.", "Write a tab as \\t.");
    }
    this.at = opened;
    this.fail("This text is never closed.", stringHint);
  }

  private blanks(): void {
    while (/[ \t\r\n]/.test(this.text.charAt(this.at))) this.at++;
    const comment = /^(?:\/\/|\/\*)/.exec(this.text.slice(this.at, this.at + 2));
    if (comment)
      this.fail("Comments are not part of JSON.", "Remove the comment, or write it in a Markdown cell.", 2);
  }

  private wrongValue(): [message: string, hint: string, length?: number] {
    const mark = this.text[this.at];
    if (mark === undefined) return ["The chart ends too early.", bracketHint];
    if (mark === "'") return ["Text stands in double quotes, not in single ones.", stringHint];
    if (/[A-Za-z_]/.test(mark))
      return [`${this.next()} stands without quotes.`, stringHint, this.nextLength()];
    return [
      `A value is missing before ${this.next()}.`,
      "A value is a text, a number, true, false, null, { } or [ ].",
    ];
  }

  private rest(): string {
    return this.text.slice(this.at, this.at + 400);
  }

  private next(): string {
    const found = /^(?:"[^"\n]{0,40}"?|[\w.+-]{1,40}|.)/u.exec(this.rest());
    return found ? found[0] : "the end of the text";
  }

  private nextLength(): number {
    return this.at < this.text.length ? this.next().length : 1;
  }

  private fail(message: string, hint: string, length = 1): never {
    throw new NotJson({ index: this.at, length, message, hint });
  }
}
