import type { MatterList, MatterMap, MatterNode, MatterPair, MatterScalar } from "./matterNode.ts";
import { plainValue } from "./plainScalar.ts";

/** Beyond this depth nobody writes a front matter, and a reader that calls itself would run out of stack. */
const deepest = 20;
/** YAML takes no longer key without a mark before it. */
const longestKey = 1000;

/**
 * The map that a YAML text is, where it is written as Eider writes it: `key: value` on lines of their own, maps in
 * deeper lines, lists whose items take a line each, maps and lists in braces on one line, and scalars that are plain or
 * quoted. Null for everything else (comments, lists of lines, blocks of text, tags, aliases and mistakes): that is for
 * YAML itself to read.
 */
export function readPlainYaml(yaml: string): MatterMap | null {
  if (yaml.startsWith("\ufeff")) return null;
  try {
    return new PlainReader(yaml).whole();
  } catch (thrown) {
    if (thrown instanceof NotPlain) return null;
    throw thrown;
  }
}

class NotPlain extends Error {}

const apart = "\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}";
/** An unquoted scalar; `ends` are the marks that end one where it stands, as a piece of a character class. */
function plainScalar(ends: string): RegExp {
  // The first character is one that means nothing to YAML there; ": " and " #" end a scalar anywhere.
  const first = `(?:[^${apart} \\-?:,\\[\\]{}#&*!|>'"%@\`]|[\\-?:](?=[^${apart} ${ends}]))`;
  return new RegExp(
    `${first}(?:[^${apart}:#${ends}]|:(?=[^${apart} ${ends}])|(?<! )#|\\t(?=[\\t ]*[^${apart} #]))*`,
    "uy",
  );
}
const plainInLine = plainScalar("");
const plainInBraces = plainScalar(",\\[\\]{}");
const doubleQuoted = /"(?:[^"\\\r\n]|\\(?:[0abtnvfre "/\\N_LP]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}))*"/y;
const singleQuoted = /'(?:[^'\r\n]|'')*'/y;
const escapeSequence = /\\(?:x(..)|u(....)|(.))/g;
const lineEnd = /\r?\n|$/y;
const spaces = / */y;

const escaped: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

class PlainReader {
  private at = 0;

  constructor(private readonly text: string) {}

  whole(): MatterMap {
    const map = this.lines(0, 0);
    if (this.at < this.text.length) throw new NotPlain();
    return map;
  }

  /** A map in lines of one indent; ends before the first line that is indented less. */
  private lines(indent: number, depth: number): MatterMap {
    this.checkDepth(depth);
    const start = this.at + indent;
    const items: MatterPair[] = [];
    while (this.at < this.text.length && this.indentHere() === indent) {
      this.at += indent;
      const key = this.key(plainInLine);
      this.expect(":");
      items.push({ key, value: this.afterColon(indent, depth) });
    }
    if (items.length === 0 || (this.at < this.text.length && this.indentHere() > indent))
      throw new NotPlain();
    return mapOf(items, false, start, this.at);
  }

  private afterColon(indent: number, depth: number): MatterNode {
    const colonEnd = this.at;
    const gap = this.take(spaces).length;
    if (this.tryTake(lineEnd) === null) {
      if (gap === 0) throw new NotPlain();
      const value = this.value(plainInLine, depth + 1);
      this.take(lineEnd);
      return value;
    }
    if (gap > 0) throw new NotPlain();
    const inner = this.at < this.text.length ? this.indentHere() : 0;
    if (inner >= indent && this.text.startsWith("- ", this.at + inner))
      return this.listLines(inner, depth + 1);
    return inner > indent ? this.lines(inner, depth + 1) : scalarOf(null, "", colonEnd, colonEnd);
  }

  /** A list in lines of one indent, each with an item that ends on it. */
  private listLines(indent: number, depth: number): MatterNode {
    this.checkDepth(depth);
    const start = this.at + indent;
    const items: MatterNode[] = [];
    while (this.indentHere() === indent && this.text.startsWith("- ", this.at + indent)) {
      this.at += indent + 1;
      this.take(spaces);
      items.push(this.value(plainInLine, depth + 1));
      this.take(lineEnd);
    }
    if (this.at < this.text.length && this.indentHere() > indent) throw new NotPlain();
    return listOf(items, false, start, this.at);
  }

  private value(plain: RegExp, depth: number): MatterNode {
    const next = this.text[this.at];
    if (next === "{") return this.braces(depth);
    if (next === "[") return this.brackets(depth);
    return this.scalar(plain);
  }

  private braces(depth: number): MatterMap {
    const start = this.at;
    const items: MatterPair[] = [];
    this.listed("{", "}", depth, () => {
      const key = this.key(plainInBraces);
      const isQuoted = /["']/.test(this.text[this.at - 1] ?? "");
      this.expect(":");
      if (this.take(spaces) === "" && !isQuoted) throw new NotPlain();
      items.push({ key, value: this.value(plainInBraces, depth + 1) });
    });
    return mapOf(items, true, start, this.at);
  }

  private brackets(depth: number): MatterNode {
    const start = this.at;
    const items: MatterNode[] = [];
    this.listed("[", "]", depth, () => {
      items.push(this.value(plainInBraces, depth + 1));
    });
    return listOf(items, true, start, this.at);
  }

  private listed(open: string, close: string, depth: number, readItem: () => void): void {
    this.checkDepth(depth);
    this.expect(open);
    this.take(spaces);
    if (this.text[this.at] !== close) {
      readItem();
      this.take(spaces);
      while (this.text[this.at] === ",") {
        this.at++;
        this.take(spaces);
        readItem();
        this.take(spaces);
      }
    }
    this.expect(close);
  }

  private key(plain: RegExp): MatterScalar {
    const key = this.scalar(plain);
    const [start, end] = key.range ?? [0, 0];
    const isDocumentMark = /^(?:---|\.\.\.)[ \t]/.test(this.text.slice(start, end));
    if (typeof key.value !== "string" || isDocumentMark || end - start > longestKey) throw new NotPlain();
    return key;
  }

  private scalar(plain: RegExp): MatterScalar {
    const start = this.at;
    const quote = this.text[start];
    if (quote !== '"' && quote !== "'") {
      const source = this.take(plain).replace(/ +$/, "");
      this.at = start + source.length;
      const value = plainValue(source);
      if (value === undefined || source === "") throw new NotPlain();
      return scalarOf(value, source, start, this.at);
    }
    const inner = this.take(quote === '"' ? doubleQuoted : singleQuoted).slice(1, -1);
    const value = quote === '"' ? unescaped(inner) : inner.replaceAll("''", "'");
    return scalarOf(value, value, start, this.at);
  }

  private indentHere(): number {
    spaces.lastIndex = this.at;
    return spaces.exec(this.text)?.[0].length ?? 0;
  }

  private take(pattern: RegExp): string {
    const taken = this.tryTake(pattern);
    if (taken === null) throw new NotPlain();
    return taken;
  }

  private tryTake(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.text)?.[0] ?? null;
    this.at += taken?.length ?? 0;
    return taken;
  }

  private expect(mark: string): void {
    if (this.text[this.at] !== mark) throw new NotPlain();
    this.at++;
  }

  private checkDepth(depth: number): void {
    if (depth > deepest) throw new NotPlain();
  }
}

function scalarOf(value: unknown, source: string, start: number, end: number): MatterScalar {
  return { kind: "scalar", value, source, range: [start, end], plain: () => value };
}

function listOf(items: readonly MatterNode[], flow: boolean, start: number, end: number): MatterList {
  return { kind: "list", flow, items, range: [start, end], plain: () => items.map((item) => item.plain()) };
}

function mapOf(items: readonly MatterPair[], flow: boolean, start: number, end: number): MatterMap {
  const names = items.map(({ key }) => key.plain());
  // YAML refuses a key that stands there twice.
  if (new Set(names).size < names.length) throw new NotPlain();
  const plain = (): unknown =>
    Object.fromEntries(items.map(({ key, value }) => [String(key.plain()), value?.plain() ?? null]));
  return { kind: "map", flow, items, range: [start, end], plain };
}

function unescaped(inner: string): string {
  return inner.replace(escapeSequence, (_all, two?: string, four?: string, one = "") => {
    const code = two ?? four;
    return code ? String.fromCharCode(Number.parseInt(code, 16)) : (escaped[one] ?? one);
  });
}
