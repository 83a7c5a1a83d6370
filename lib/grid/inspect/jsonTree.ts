import type { TreeValue } from "./inspectedValue.ts";

/**
 * Text that is a JSON object or array, as a tree; null for any other text. Numbers keep the digits they were written
 * with, and fields their order, also those whose name comes twice.
 */
export function jsonTree(text: string): TreeValue | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    // Says whether it is JSON, so that the reader below need not ask at every sign.
    JSON.parse(text);
    return new JsonReader(text).value();
  } catch (thrown) {
    // Also where it is nested deeper than a parser goes.
    if (thrown instanceof SyntaxError || thrown instanceof RangeError) return null;
    throw thrown;
  }
}

/** Reads what is known to be JSON. */
class JsonReader {
  private at = 0;
  constructor(private readonly text: string) {}

  value(): TreeValue {
    this.skipBlanks();
    switch (this.text[this.at]) {
      case "{":
        return { kind: "parts", brackets: "{}", parts: this.parts("}", () => this.field()) };
      case "[": {
        const parts = this.parts("]", (place) => ({ name: String(place), value: this.value() }));
        return { kind: "parts", brackets: "[]", parts };
      }
      case '"':
        return { kind: "leaf", tone: "text", text: this.quoted() };
      default: {
        const word = this.match(/[^\s,\]}]+/y);
        return { kind: "leaf", text: word, tone: /^[-\d]/.test(word) ? "number" : "quiet" };
      }
    }
  }

  private field(): { name: string; value: TreeValue } {
    this.skipBlanks();
    const name = String(JSON.parse(this.quoted()));
    this.skipBlanks();
    this.at++;
    return { name, value: this.value() };
  }

  private parts<T>(close: string, part: (place: number) => T): T[] {
    const parts: T[] = [];
    this.at++;
    this.skipBlanks();
    while (this.text[this.at] !== close) {
      parts.push(part(parts.length));
      this.skipBlanks();
      if (this.text[this.at] === ",") this.at++;
    }
    this.at++;
    return parts;
  }

  private quoted(): string {
    return this.match(/"(?:[^"\\]|\\.)*"/y);
  }

  private skipBlanks(): void {
    this.match(/\s*/y);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }
}
