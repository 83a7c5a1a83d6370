import { closingBrackets } from "./closingBrackets.ts";
import { identifierOf, stringValue, type Token } from "./tokenize.ts";

/** A file name in string quotes where a relation stands: `FROM 'x.parquet'`. Offsets include the quotes. */
export interface FromString {
  path: string;
  start: number;
  end: number;
}

/** A call where a relation stands. `args` are the texts between the commas; `start` to `end` is name to ")". */
export interface TableFunction {
  name: string;
  args: string[];
  start: number;
  end: number;
}

/** A place where a relation is named: `start` to `end` is the last part of its name, without schema. */
export interface Mention {
  name: string;
  start: number;
  end: number;
}

type Scope = ReadonlySet<string>;

const queryStart =
  /^(SELECT|FROM|WITH|VALUES|TABLE|PIVOT|UNPIVOT|PIVOT_WIDER|PIVOT_LONGER|DESCRIBE|DESC|SUMMARIZE|SHOW)$/;
const clause =
  /^(SELECT|WHERE|GROUP|ORDER|HAVING|LIMIT|OFFSET|WINDOW|QUALIFY|SET|RETURNING|VALUES|DO|USING|ON|WHEN|UNION|INTERSECT|EXCEPT)$/;
const endsFrom = /^(SELECT|WHERE|GROUP|ORDER|HAVING|LIMIT|OFFSET|WINDOW|QUALIFY|SET|RETURNING|VALUES|DO)$/;
const fromInCall = /^(EXTRACT|SUBSTRING|TRIM|OVERLAY|POSITION)$/;
const shows = /^(TABLES|ALL|DATABASES|SCHEMAS|VARIABLES)$/;

/** Collects what stands in relation position in the tokens of one statement (spaces and comments left out). */
export class RelationScan {
  readonly reads: string[] = [];
  /** Every place where a relation is read or changed that the statement does not define itself. */
  readonly mentions: Mention[] = [];
  readonly strings: FromString[] = [];
  readonly tableFunctions: TableFunction[] = [];
  private readonly closing: ReadonlyMap<number, number>;

  constructor(private readonly tokens: readonly Token[]) {
    this.closing = closingBrackets(tokens);
  }

  word(i: number): string {
    const token = this.tokens[i];
    return token?.kind === "word" ? token.text.toUpperCase() : "";
  }

  text(i: number): string {
    return this.tokens[i]?.text ?? "";
  }

  /** The index after the bracket that closes the one at `i`. */
  after(i: number): number {
    return Math.min((this.closing.get(i) ?? i) + 1, this.tokens.length);
  }

  /** A possibly qualified name at `i`, without the default schema; null where there is none. */
  nameAt(i: number): { name: string; qualified: boolean; next: number } | null {
    const parts: string[] = [];
    let at = i;
    for (;;) {
      const part = identifierOf(this.tokens[at]);
      if (part === null) return null;
      parts.push(part);
      if (this.text(at + 1) !== ".") break;
      at += 2;
    }
    const qualified = parts.length > 1;
    if (parts.length === 3 && parts[0]?.toLowerCase() === "memory") parts.shift();
    if (parts.length === 2 && /^(main|memory)$/i.test(parts[0] ?? "")) parts.shift();
    return { name: parts.join("."), qualified, next: at + 1 };
  }

  /** A name that ends before the token `next` is one that comes from elsewhere. */
  mention(name: string, next: number): void {
    const token = this.tokens[next - 1];
    if (token) this.mentions.push({ name, start: token.start, end: token.end });
  }

  read(name: string): void {
    if (!this.reads.some((known) => known.toLowerCase() === name.toLowerCase())) this.reads.push(name);
  }

  /** Scans `from` to `to` at one bracket level, as a query or an expression; `inCall` is the function whose arguments it is. */
  scan(from: number, to: number, scope: Scope, options: { inCall?: string; fromList?: boolean } = {}): void {
    let names = scope;
    let inFrom = options.fromList ?? false;
    let atStart = !inFrom;
    let i = inFrom ? this.relation(from, names) : from;
    while (i < to) {
      const word = this.word(i);
      if (/^[([{]$/.test(this.text(i)) && this.tokens[i]?.kind === "punctuation") {
        const end = this.closing.get(i) ?? to;
        this.scan(i + 1, Math.min(end, to), names, { inCall: this.word(i - 1) });
        i = end + 1;
      } else if (atStart && word === "WITH") {
        [i, names] = this.ctes(i + 1, names);
        continue;
      } else if (atStart && /^(DESCRIBE|DESC|SUMMARIZE|SHOW)$/.test(word)) {
        if (queryStart.test(this.word(i + 1)) || this.text(i + 1) === "(") {
          i++;
          continue;
        }
        i = word === "SHOW" && shows.test(this.word(i + 1)) ? i + 2 : this.relation(i + 1, names);
      } else if (atStart && /^(TABLE|PIVOT|UNPIVOT|PIVOT_WIDER|PIVOT_LONGER)$/.test(word)) {
        i = this.relation(i + 1, names);
      } else if (word === "FROM" && !this.isOtherFrom(i, options.inCall)) {
        inFrom = true;
        i = this.relation(i + 1, names);
      } else if (word === "JOIN") {
        inFrom = true;
        i = this.relation(i + 1, names);
      } else if (inFrom && this.text(i) === ",") {
        i = this.relation(i + 1, names);
      } else if (/^(UNION|INTERSECT|EXCEPT)$/.test(word)) {
        inFrom = false;
        atStart = true;
        i++;
        while (/^(ALL|DISTINCT|BY|NAME)$/.test(this.word(i))) i++;
        continue;
      } else {
        if (endsFrom.test(word)) inFrom = false;
        i++;
      }
      atStart = false;
    }
  }

  /** One relation at `i`, with what is inside it; answers the index after it. */
  relation(i: number, scope: Scope): number {
    if (/^(LATERAL|ONLY)$/.test(this.word(i))) return this.relation(i + 1, scope);
    if (this.text(i + 1) === ":" && identifierOf(this.tokens[i]) !== null) return this.relation(i + 2, scope);
    const token = this.tokens[i];
    if (!token) return i;
    if (token.text === "(") {
      const end = this.closing.get(i) ?? this.tokens.length;
      this.scan(i + 1, end, scope, { fromList: !queryStart.test(this.word(i + 1)) });
      return end + 1;
    }
    const path = stringValue(token);
    if (path !== null) {
      this.strings.push({ path, start: token.start, end: token.end });
      return i + 1;
    }
    if (clause.test(this.word(i))) return i;
    const found = this.nameAt(i);
    if (!found) return i + 1;
    if (this.text(found.next) === "(") return this.call(found.name, i, found.next, scope);
    if (found.qualified || !scope.has(found.name.toLowerCase())) {
      this.read(found.name);
      this.mention(found.name, found.next);
    }
    return found.next;
  }

  private call(name: string, i: number, open: number, scope: Scope): number {
    const close = this.closing.get(open) ?? this.tokens.length;
    const args: string[] = [];
    let first = open + 1;
    for (let at = open + 1; at <= close; at++) {
      if (at === close || this.text(at) === ",") {
        const from = this.tokens[first];
        const to = this.tokens[at - 1];
        if (from && to && first < at) args.push(this.slice(first, at));
        first = at + 1;
      } else if (this.closing.has(at)) at = Math.min(this.closing.get(at) ?? at, close - 1);
    }
    const start = this.tokens[i]?.start ?? 0;
    const end = this.tokens[close]?.end ?? this.tokens[this.tokens.length - 1]?.end ?? start;
    this.tableFunctions.push({ name, args, start, end });
    this.scan(open + 1, close, scope, { inCall: name.toUpperCase() });
    return close + 1;
  }

  private slice(from: number, to: number): string {
    return this.tokens
      .slice(from, to)
      .map((token, i, all) => (i > 0 && (all[i - 1]?.end ?? 0) < token.start ? ` ${token.text}` : token.text))
      .join("");
  }

  /** Scans a WITH list that stands from `i` to before `verb`, and answers the names that it makes. */
  namesBefore(i: number, verb: number): Scope {
    return this.word(i) === "WITH" && i < verb ? this.ctes(i + 1, new Set())[1] : new Set();
  }

  /** The list after WITH: answers where the query begins and the names that it sees. */
  private ctes(i: number, scope: Scope): [number, Scope] {
    const recursive = this.word(i) === "RECURSIVE";
    const names = new Set(scope);
    let at = recursive ? i + 1 : i;
    for (;;) {
      const name = identifierOf(this.tokens[at])?.toLowerCase();
      if (name === undefined) return [at, names];
      at++;
      if (this.text(at) === "(") at = this.after(at);
      if (this.word(at) === "USING" && this.word(at + 1) === "KEY") at = this.after(at + 2);
      if (this.word(at) !== "AS") return [at, names];
      at++;
      if (this.word(at) === "NOT") at++;
      if (this.word(at) === "MATERIALIZED") at++;
      const inside = recursive ? new Set(names).add(name) : names;
      if (this.text(at) === "(") {
        this.scan(at + 1, this.closing.get(at) ?? this.tokens.length, inside);
        at = this.after(at);
      }
      names.add(name);
      if (this.text(at) !== ",") return [at, names];
      at++;
    }
  }

  // extract(year FROM x) and x IS DISTINCT FROM y name no relation.
  private isOtherFrom(i: number, inCall: string | undefined): boolean {
    if (inCall !== undefined && fromInCall.test(inCall)) return true;
    return this.word(i - 1) === "DISTINCT" && /^(IS|NOT)$/.test(this.word(i - 2));
  }
}
