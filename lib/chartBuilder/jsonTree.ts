/** A piece of JSON text with its place; `end` is behind its last character. */
export type JsonNode =
  | { kind: "object"; start: number; end: number; closed: boolean; entries: JsonEntry[] }
  | { kind: "array"; start: number; end: number; closed: boolean; items: JsonNode[] }
  | { kind: "string"; start: number; end: number; closed: boolean; value: string }
  /** A number, true, false or null; `value` is undefined for anything else that stands without quotes. */
  | { kind: "word"; start: number; end: number; value: number | boolean | null | undefined };

export interface JsonEntry {
  key: Extract<JsonNode, { kind: "string" }>;
  /** Where the colon stands; -1 where it is not written yet. */
  colon: number;
  value: JsonNode | null;
}

const deepest = 200;

/** JSON text as a tree, as far as it can be read: what is not written yet or not JSON is passed over. null where there is no value. */
export function jsonTree(text: string): JsonNode | null {
  return new TreeReader(text).value(0);
}

/** The entry of an object with a key: of several the last, which is the one that counts. */
export function entryOf(node: JsonNode | null | undefined, key: string): JsonEntry | null {
  if (node?.kind !== "object") return null;
  return node.entries.findLast((entry) => entry.key.value === key) ?? null;
}

class TreeReader {
  private at = 0;
  constructor(private readonly text: string) {}

  value(depth: number): JsonNode | null {
    this.blanks();
    const mark = this.text[this.at];
    if (mark === undefined || depth > deepest) return null;
    if (mark === "{") return this.object(depth);
    if (mark === "[") return this.array(depth);
    if (mark === '"') return this.string();
    return this.word();
  }

  private object(depth: number): JsonNode {
    const start = this.at++;
    const entries: JsonEntry[] = [];
    for (;;) {
      this.blanks();
      const mark = this.text[this.at];
      if (mark === undefined || mark === "]")
        return { kind: "object", start, end: this.at, closed: false, entries };
      if (mark === "}") return { kind: "object", start, end: ++this.at, closed: true, entries };
      if (mark !== '"') {
        this.at++;
        continue;
      }
      const key = this.string();
      this.blanks();
      const colon = this.text[this.at] === ":" ? this.at++ : -1;
      this.blanks();
      // A value that is not written yet: the next key, or the end of the object, follows.
      const isMissing = colon < 0 || /[,}\]]/.test(this.text[this.at] ?? ",") || this.isKey();
      entries.push({ key, colon, value: isMissing ? null : this.value(depth + 1) });
    }
  }

  private array(depth: number): JsonNode {
    const start = this.at++;
    const items: JsonNode[] = [];
    for (;;) {
      this.blanks();
      const mark = this.text[this.at];
      if (mark === undefined || mark === "}")
        return { kind: "array", start, end: this.at, closed: false, items };
      if (mark === "]") return { kind: "array", start, end: ++this.at, closed: true, items };
      const before = this.at;
      const item = /[,:]/.test(mark) ? null : this.value(depth + 1);
      if (item) items.push(item);
      if (this.at === before) this.at++;
    }
  }

  private string(): Extract<JsonNode, { kind: "string" }> {
    const start = this.at;
    const found = /^"(?:[^"\\\n\r]|\\[^\n\r])*("?)/.exec(this.text.slice(start));
    this.at = start + (found?.[0].length ?? 1);
    const closed = found?.[1] === '"';
    const raw = this.text.slice(start, this.at) + (closed ? "" : '"');
    return { kind: "string", start, end: this.at, closed, value: unquoted(raw) };
  }

  private word(): JsonNode {
    const start = this.at;
    const found = /^[^\s,:{}[\]"]+/.exec(this.text.slice(start, start + 400))?.[0] ?? "";
    this.at = start + Math.max(1, found.length);
    return { kind: "word", start, end: this.at, value: wordValue(found) };
  }

  /** Whether a key with its colon stands here, so that no value does. */
  private isKey(): boolean {
    return /^"(?:[^"\\\n\r]|\\.)*"\s*:/.test(this.text.slice(this.at, this.at + 400));
  }

  private blanks(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at++;
  }
}

function unquoted(raw: string): string {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === "string" ? value : "";
  } catch {
    // An escape that JSON does not know: the text as it stands.
    return raw.slice(1, -1);
  }
}

function wordValue(word: string): number | boolean | null | undefined {
  if (word === "null") return null;
  if (word === "true" || word === "false") return word === "true";
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word) ? Number(word) : undefined;
}
