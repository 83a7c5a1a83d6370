import { identifierOf, stringValue, type Token } from "./tokenize.ts";

/** Names that a statement reads in relation position, and what else stands there. */
export interface RelationNames {
  /** As written, the last part of a qualified name; CTE names and aliases are not among them. Without repeats by case. */
  reads: string[];
  /** String literals in the place of a relation: file names. */
  files: { path: string; start: number; end: number }[];
  tableFunctions: { name: string; start: number; end: number; args: { start: number; end: number } }[];
}

const beforeRelation = new Set([
  "from",
  "join",
  "summarize",
  "describe",
  "desc",
  "table",
  "pivot",
  "unpivot",
  "pivot_wider",
  "pivot_longer",
]);
/** Functions whose arguments may hold a FROM that names no relation. */
const fromInside = new Set(["extract", "trim", "substring", "overlay", "position", "date_part"]);
const startsQuery = new Set([
  "select",
  "with",
  "from",
  "values",
  "pivot",
  "unpivot",
  "describe",
  "summarize",
  "show",
  "table",
]);
const notAName = new Set([
  "lateral",
  "only",
  "select",
  "where",
  "group",
  "order",
  "limit",
  "set",
  "values",
  "not",
  "if",
  "exists",
]);

/** Finds relation names in the significant tokens of one statement. */
export function relationNames(tokens: readonly Token[]): RelationNames {
  const scanner = new NameScanner(tokens);
  scanner.query(0, tokens.length, new Set());
  return { reads: [...scanner.reads.values()], files: scanner.files, tableFunctions: scanner.tableFunctions };
}

class NameScanner {
  readonly reads = new Map<string, string>();
  readonly files: RelationNames["files"] = [];
  readonly tableFunctions: RelationNames["tableFunctions"] = [];

  constructor(private readonly tokens: readonly Token[]) {}

  /** Scans tokens `from` to `to` as one query (or any run of clauses) in which `ctes` are known names. */
  query(from: number, to: number, ctes: ReadonlySet<string>): void {
    let scope = ctes;
    for (let i = from; i < to; i++) {
      const word = this.word(i);
      if (this.text(i) === "(") {
        const close = this.closing(i, to);
        if (!this.isFromInside(i)) this.query(i + 1, close, scope);
        i = close;
      } else if (word === "with" && this.startsCtes(i)) {
        const after = this.ctes(i + 1, to, scope);
        scope = after.scope;
        i = after.next - 1;
      } else if (
        word !== null &&
        beforeRelation.has(word) &&
        !this.isDistinctFrom(i) &&
        !this.isNamePart(i)
      ) {
        i = this.fromItems(i + 1, to, scope, word === "from") - 1;
      }
    }
  }

  private ctes(from: number, to: number, outer: ReadonlySet<string>): { scope: Set<string>; next: number } {
    const scope = new Set(outer);
    let i = from;
    const isRecursive = this.word(i) === "recursive";
    if (isRecursive) i++;
    for (;;) {
      const name = identifierOf(this.tokens[i])?.toLowerCase();
      if (name === undefined) return { scope, next: i };
      i++;
      if (this.text(i) === "(") i = this.closing(i, to) + 1;
      if (this.word(i) === "using") i = this.closing(this.find("(", i, to), to) + 1;
      if (this.word(i) === "as") i++;
      while (this.word(i) === "not" || this.word(i) === "materialized") i++;
      if (this.text(i) !== "(") return { scope, next: i };
      const close = this.closing(i, to);
      this.query(i + 1, close, isRecursive ? new Set([...scope, name]) : scope);
      scope.add(name);
      i = close + 1;
      if (this.text(i) !== ",") return { scope, next: i };
      i++;
    }
  }

  /** Relations after FROM and the like; answers the first token that belongs to none. Commas go on only in a FROM list. */
  private fromItems(from: number, to: number, scope: ReadonlySet<string>, isList: boolean): number {
    let i = from;
    for (;;) {
      i = this.fromItem(i, to, scope);
      if (!isList) return i;
      // What may follow an item (alias, column names, sample) up to the comma that begins the next one.
      let after = i;
      if (this.word(after) === "as") after++;
      if (identifierOf(this.tokens[after]) !== null && !this.endsList(after)) after++;
      if (this.text(after) === "(") after = this.closing(after, to) + 1;
      if (this.word(after) === "tablesample") {
        while (
          after < to &&
          this.text(after) !== "," &&
          (this.word(after) === "tablesample" || !this.endsList(after))
        )
          after++;
      }
      if (after >= to || this.text(after) !== ",") return i;
      i = after + 1;
    }
  }

  private fromItem(from: number, to: number, scope: ReadonlySet<string>): number {
    let i = from;
    while (this.word(i) === "lateral" || this.word(i) === "only") i++;
    const token = this.tokens[i];
    if (!token || i >= to) return i;
    // DuckDB's `alias: relation`.
    if (identifierOf(token) !== null && this.text(i + 1) === ":") return this.fromItem(i + 2, to, scope);
    if (token.text === "(") {
      const close = this.closing(i, to);
      const inner = this.word(i + 1);
      if (inner !== null && startsQuery.has(inner)) this.query(i + 1, close, scope);
      else {
        const next = this.fromItems(i + 1, close, scope, true);
        this.query(next, close, scope);
      }
      return close + 1;
    }
    const path = stringValue(token);
    if (path !== null) {
      this.files.push({ path, start: token.start, end: token.end });
      return i + 1;
    }
    return this.name(i, to, scope);
  }

  /** A relation's name or a table function's call. */
  private name(from: number, to: number, scope: ReadonlySet<string>): number {
    let i = from;
    let name = identifierOf(this.tokens[i]);
    if (name === null || (this.tokens[i]?.kind === "word" && notAName.has(name.toLowerCase()))) return i;
    const parts = [name];
    while (this.text(i + 1) === "." && identifierOf(this.tokens[i + 2]) !== null) {
      i += 2;
      name = identifierOf(this.tokens[i]) ?? name;
      parts.push(name);
    }
    const last = this.tokens[i];
    if (this.text(i + 1) === "(") {
      const close = this.closing(i + 1, to);
      const first = this.tokens[from];
      const open = this.tokens[i + 1];
      const end = this.tokens[close];
      if (first && open && end) {
        const args = { start: open.end, end: end.start };
        this.tableFunctions.push({ name, start: first.start, end: end.end, args });
      }
      this.query(i + 2, close, scope);
      return close + 1;
    }
    const isCte = parts.length === 1 && scope.has(name.toLowerCase());
    const isCatalog =
      parts.length > 1 && /^(information_schema|pg_catalog|system)$/i.test(parts.at(-2) ?? "");
    if (last && !isCte && !isCatalog && !this.reads.has(name.toLowerCase()))
      this.reads.set(name.toLowerCase(), name);
    return i + 1;
  }

  private endsList(i: number): boolean {
    return /^(where|group|order|having|limit|union|except|intersect|join|inner|left|right|full|cross|natural|positional|asof|semi|anti|on|using|window|qualify|select|pivot|unpivot|tablesample|offset|set|returning)$/.test(
      this.word(i) ?? "",
    );
  }

  private isDistinctFrom(i: number): boolean {
    return (
      this.word(i) === "from" && this.word(i - 1) === "distinct" && /^(is|not)$/.test(this.word(i - 2) ?? "")
    );
  }

  /** A word after a dot is a column or a schema's table, never a keyword. */
  private isNamePart(i: number): boolean {
    return (
      this.text(i - 1) === "." ||
      (this.word(i) !== "from" && this.word(i) !== "join" && !this.startsStatementPart(i))
    );
  }

  /** SUMMARIZE, DESCRIBE, TABLE, PIVOT are keywords only where a query begins or, for PIVOT, where a relation stands after. */
  private startsStatementPart(i: number): boolean {
    const before = this.tokens[i - 1];
    if (this.word(i) === "table" && before !== undefined && before.text !== "(") return false;
    if (before === undefined || before.text === "(" || before.text === ";") return true;
    return /^(from|as|explain|analyze|all|union|except|intersect)$/.test(this.word(i - 1) ?? "");
  }

  private startsCtes(i: number): boolean {
    return (
      this.text(i - 1) !== "." &&
      this.word(i + 1) !== "ordinality" &&
      this.word(i + 1) !== "no" &&
      this.word(i + 1) !== "ties"
    );
  }

  private isFromInside(open: number): boolean {
    return fromInside.has(this.word(open - 1) ?? "");
  }

  private closing(open: number, to: number): number {
    let depth = 0;
    for (let i = open; i < to; i++) {
      const text = this.tokens[i]?.kind === "punctuation" ? this.tokens[i]?.text : "";
      if (text === "(") depth++;
      if (text === ")" && --depth === 0) return i;
    }
    return to;
  }

  private find(text: string, from: number, to: number): number {
    for (let i = from; i < to; i++) if (this.text(i) === text) return i;
    return to;
  }

  private text(i: number): string | undefined {
    const token = this.tokens[i];
    return token?.kind === "punctuation" || token?.kind === "operator" ? token.text : undefined;
  }

  private word(i: number): string | null {
    const token = this.tokens[i];
    return token?.kind === "word" ? token.text.toLowerCase() : null;
  }
}
