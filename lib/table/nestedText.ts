import type { DuckType } from "./duckType.ts";

/** A nested value, as its text says it; `text` is of a value that has no parts, without the quotes it stood in. */
export type NestedValue =
  | { kind: "null" }
  | { kind: "text"; text: string; type: DuckType }
  | { kind: "list"; items: readonly NestedValue[] }
  | { kind: "struct"; fields: readonly { name: string; value: NestedValue }[] }
  | { kind: "map"; entries: readonly { key: NestedValue; value: NestedValue }[] };

/** Whether values of a type have parts. */
export function isNested({ kind }: DuckType): boolean {
  return kind === "list" || kind === "array" || kind === "struct" || kind === "map";
}

/**
 * Reads a nested value as DuckDB 1.4 prints it: `[1, NULL]`, `{'a': 'x, y'}`, `{key=[1, 2]}`. A text inside stands in
 * quotes where it is empty, reads NULL, has blanks at its ends or any of `()[]{}"',:=`; in quotes, a backslash stands
 * before quotes and backslashes. Answers null where the text does not follow the type or does not say enough: of a UNION
 * it does not say which member it is, texts in an ARRAY stand without quotes, and a text that was cut has no end.
 */
export function parseNestedText(text: string, type: DuckType): NestedValue | null {
  const reader = new NestedReader(text);
  try {
    const value = reader.value(type, "");
    reader.end();
    return value;
  } catch (thrown) {
    if (thrown instanceof NotNested) return null;
    throw thrown;
  }
}

/** Whether values of a type without parts may read like anything at all, commas and brackets among it. */
function mayHoldSigns(type: DuckType): boolean {
  if (type.kind === "enum") return true;
  return type.kind === "scalar" && !plainScalar.test(type.name);
}

const plainScalar =
  /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|BIGNUM|FLOAT|DOUBLE|BOOLEAN|BIT|UUID|DATE|TIME.*|INTERVAL)$/;

class NotNested extends Error {
  override name = "NotNested";
}

class NestedReader {
  private at = 0;
  constructor(private readonly text: string) {}

  /** `ends` are the characters that end a text without quotes; none of them where it goes to the end. */
  value(type: DuckType, ends: string): NestedValue {
    if (type.kind === "union") throw new NotNested();
    if (this.takeNull(ends)) return { kind: "null" };
    switch (type.kind) {
      case "array":
        if (!isNested(type.of) && mayHoldSigns(type.of)) throw new NotNested();
        return { kind: "list", items: this.items("[", "]", () => this.value(type.of, ",]")) };
      case "list":
        return { kind: "list", items: this.items("[", "]", () => this.value(type.of, ",]")) };
      case "struct":
        return this.struct(type.fields);
      case "map": {
        const entry = () => {
          const key = this.value(type.key, "=");
          this.need("=");
          return { key, value: this.value(type.value, ",}") };
        };
        return { kind: "map", entries: this.items("{", "}", entry) };
      }
      default:
        return { kind: "text", type, text: this.leaf(type, ends) };
    }
  }

  end(): void {
    if (this.at !== this.text.length) throw new NotNested();
  }

  private struct(types: readonly { name: string; type: DuckType }[]): NestedValue {
    let place = 0;
    const fields = this.items("{", "}", () => {
      const name = this.quoted();
      this.need(": ");
      const field = types[place++];
      if (field?.name !== name) throw new NotNested();
      return { name, value: this.value(field.type, ",}") };
    });
    if (fields.length !== types.length) throw new NotNested();
    return { kind: "struct", fields };
  }

  private items<T>(open: string, close: string, item: () => T): T[] {
    this.need(open);
    const items: T[] = [];
    if (this.take(close)) return items;
    do items.push(item());
    while (this.take(", "));
    this.need(close);
    return items;
  }

  private leaf(type: DuckType, ends: string): string {
    if (this.text[this.at] === "'") return this.quoted();
    if (type.kind === "scalar" && type.name === "JSON") return this.json(ends);
    const from = this.at;
    while (this.at < this.text.length && !ends.includes(this.text[this.at] ?? "")) this.at++;
    // Texts that are empty stand in quotes.
    if (this.at === from) throw new NotNested();
    return this.text.slice(from, this.at);
  }

  /** In a list JSON stands without quotes around it: its own brackets and quotes say where it ends. */
  private json(ends: string): string {
    const from = this.at;
    let depth = 0;
    for (; this.at < this.text.length; this.at++) {
      const sign = this.text[this.at] ?? "";
      if (sign === '"') this.skipJsonText();
      else if (depth === 0 && ends.includes(sign)) break;
      else if (sign === "[" || sign === "{") depth++;
      else if (sign === "]" || sign === "}") depth--;
    }
    if (this.at === from) throw new NotNested();
    return this.text.slice(from, this.at);
  }

  private skipJsonText(): void {
    for (this.at++; this.text[this.at] !== '"'; this.at++) {
      if (this.at >= this.text.length) throw new NotNested();
      if (this.text[this.at] === "\\") this.at++;
    }
  }

  private quoted(): string {
    this.need("'");
    let value = "";
    for (;;) {
      const sign = this.text[this.at++];
      if (sign === undefined) throw new NotNested();
      if (sign === "'") return value;
      value += sign === "\\" ? (this.text[this.at++] ?? "") : sign;
    }
  }

  private takeNull(ends: string): boolean {
    if (!this.text.startsWith("NULL", this.at)) return false;
    const next = this.text[this.at + 4];
    if (next !== undefined && !ends.includes(next)) return false;
    this.at += 4;
    return true;
  }

  private take(mark: string): boolean {
    if (!this.text.startsWith(mark, this.at)) return false;
    this.at += mark.length;
    return true;
  }

  private need(mark: string): void {
    if (!this.take(mark)) throw new NotNested();
  }
}
