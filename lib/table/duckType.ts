/** A DuckDB type taken apart. `name` is upper case without parameters. */
export type DuckType =
  | { kind: "scalar"; name: string }
  | { kind: "decimal"; width: number; scale: number }
  | { kind: "enum"; values: string[] }
  | { kind: "list"; of: DuckType }
  | { kind: "array"; of: DuckType; size: number }
  | { kind: "struct"; fields: { name: string; type: DuckType }[] }
  | { kind: "union"; members: { name: string; type: DuckType }[] }
  | { kind: "map"; key: DuckType; value: DuckType };

/**
 * Parses a type as DESCRIBE prints it, e.g. `STRUCT("a b" INTEGER, c DECIMAL(10,2)[])`.
 * Throws on text that is not a type.
 */
export function parseDuckType(text: string): DuckType {
  const reader = new TypeReader(text);
  const type = reader.type();
  reader.end();
  return type;
}

class TypeReader {
  private at = 0;
  constructor(private readonly text: string) {}

  type(): DuckType {
    let type = this.base();
    for (;;) {
      const suffix = /^\s*\[(\d*)\]/.exec(this.text.slice(this.at));
      if (!suffix) return type;
      this.at += suffix[0].length;
      type = suffix[1] ? { kind: "array", of: type, size: Number(suffix[1]) } : { kind: "list", of: type };
    }
  }

  end(): void {
    if (this.text.slice(this.at).trim() !== "") this.fail();
  }

  private base(): DuckType {
    const word = this.words();
    if (!this.take("(")) return { kind: "scalar", name: word };
    const type = this.parameters(word);
    this.need(")");
    // TIMESTAMP(3) and the like never come out of DESCRIBE, so what follows ")" is a suffix or the end.
    return type;
  }

  private parameters(word: string): DuckType {
    switch (word) {
      case "DECIMAL":
      case "NUMERIC": {
        const width = Number(this.match(/^\s*\d+/));
        const scale = this.take(",") ? Number(this.match(/^\s*\d+/)) : 0;
        return { kind: "decimal", width, scale };
      }
      case "ENUM": {
        const values: string[] = [];
        do values.push(this.quoted("'"));
        while (this.take(","));
        return { kind: "enum", values };
      }
      case "MAP": {
        const key = this.type();
        this.need(",");
        return { kind: "map", key, value: this.type() };
      }
      case "STRUCT":
        return { kind: "struct", fields: this.fields() };
      case "UNION":
        return { kind: "union", members: this.fields() };
      default:
        this.match(/^[^)]*/);
        return { kind: "scalar", name: word };
    }
  }

  private fields(): { name: string; type: DuckType }[] {
    const fields: { name: string; type: DuckType }[] = [];
    do {
      const name = this.peek() === '"' ? this.quoted('"') : this.match(/^\s*[^\s"(),]+/).trim();
      fields.push({ name, type: this.type() });
    } while (this.take(","));
    return fields;
  }

  private words(): string {
    if (this.peek() === '"') return this.quoted('"').toUpperCase();
    return this.match(/^\s*[A-Za-z_][A-Za-z0-9_]*(?: +(?:WITH|TIME|ZONE|PRECISION)\b)*/i)
      .trim()
      .replace(/ +/g, " ")
      .toUpperCase();
  }

  private quoted(quote: string): string {
    this.match(/^\s*/);
    if (this.text[this.at] !== quote) this.fail();
    let value = "";
    for (this.at++; this.at < this.text.length; this.at++) {
      if (this.text[this.at] !== quote) value += this.text[this.at];
      else if (this.text[this.at + 1] === quote) {
        value += quote;
        this.at++;
      } else {
        this.at++;
        return value;
      }
    }
    return this.fail();
  }

  private peek(): string | undefined {
    return /^\s*(\S)/.exec(this.text.slice(this.at))?.[1];
  }

  private take(mark: string): boolean {
    if (this.peek() !== mark) return false;
    this.at = this.text.indexOf(mark, this.at) + 1;
    return true;
  }

  private need(mark: string): void {
    if (!this.take(mark)) this.fail();
  }

  private match(pattern: RegExp): string {
    const found = pattern.exec(this.text.slice(this.at));
    if (!found) return this.fail();
    this.at += found[0].length;
    return found[0];
  }

  private fail(): never {
    throw new Error(`Not a DuckDB type: ${this.text} (at character ${this.at + 1})`);
  }
}
