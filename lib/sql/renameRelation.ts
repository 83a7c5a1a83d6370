import { relationKey } from "../dataflow/relationKey.ts";
import { bareName } from "./bareName.ts";
import { quoteIdentifier } from "./quote.ts";
import type { Mention } from "./relationScan.ts";
import { statementFacts } from "./statementFacts.ts";
import { splitStatements } from "./statements.ts";
import type { TextEdit } from "./textEdits.ts";
import { identifierOf, placeholderName, significant, type Token, tokenize } from "./tokenize.ts";

/** The edits of a text, or in words why it has to be changed by hand. */
export type Renaming = { ok: true; edits: TextEdit[] } | { ok: false; why: string };

/**
 * Renames a relation, or a value, that comes from elsewhere wherever a SQL text names it: where it is read or changed,
 * where it stands before a column's name, and in `{{name}}`. Strings, comments, aliases, names that a statement defines
 * itself and columns that are called the same stay. Refused where the new name means something else in the text.
 */
export function renameRelation(sql: string, from: string, to: string): Renaming {
  const key = relationKey(from);
  const made = new Set<string>();
  const edits = placeholderEdits(sql, from, to);
  for (const { text, start } of splitStatements(sql)) {
    const facts = statementFacts(text);
    const mentions = facts.mentions.filter(({ name }) => relationKey(name) === key && !made.has(key));
    if (mentions.length > 0) {
      const statement = new Renamed(text, mentions);
      if (statement.binds(relationKey(to))) return { ok: false, why: `it has a "${to}" of its own` };
      for (const edit of statement.edits(key, from, to))
        edits.push({ ...edit, start: edit.start + start, end: edit.end + start });
    }
    for (const name of facts.drops) made.delete(relationKey(name));
    for (const { name } of facts.creates) made.add(relationKey(name));
  }
  return { ok: true, edits };
}

function placeholderEdits(sql: string, from: string, to: string): TextEdit[] {
  const fold = (name: string) => name.normalize("NFC").toLowerCase();
  return tokenize(sql).flatMap((token) => {
    if (token.kind !== "placeholder") return [];
    const name = placeholderName(token);
    if (fold(name) !== fold(from)) return [];
    const at = token.start + token.text.indexOf(name);
    return [{ start: at, end: at + name.length, text: to }];
  });
}

const beginsQuery = /^(SELECT|FROM|WITH|VALUES|TABLE|PIVOT|UNPIVOT|DESCRIBE|SUMMARIZE)$/i;

/** Words after which a name begins an expression; after any other name it is an alias. */
const beforeExpression =
  /^(SELECT|DISTINCT|ALL|WHERE|AND|OR|NOT|ON|BY|HAVING|QUALIFY|WHEN|THEN|ELSE|CASE|IN|BETWEEN|LIKE|ILIKE|IS|FROM|JOIN|SET|RETURNING|LIMIT|OFFSET|USING|VALUES|FILTER|OVER|EXCLUDE|REPLACE|UNION|EXCEPT|INTERSECT|INTO|UPDATE|TABLE|LATERAL|ONLY|EXISTS|ANY|SOME|ESCAPE|COLLATE|GLOB|SIMILAR|TO)$/i;

/** Columns of a query can be named after what it and the queries around it read… */
const holdsQuery = (_before: string, after: string) => beginsQuery.test(after);
/** … but a query after WITH knows nothing of those around it. */
const holdsNamedQuery = (before: string, after: string) =>
  beginsQuery.test(after) && /^(AS|MATERIALIZED)$/i.test(before);

const isWithin = (token: Pick<Token, "start">, range: { start: number; end: number }) =>
  token.start > range.start && token.start < range.end;

/** One statement that names the relation in the places `mentions`. */
class Renamed {
  private readonly tokens: readonly Token[];
  private readonly starts: ReadonlySet<number>;

  constructor(
    text: string,
    private readonly mentions: readonly Mention[],
  ) {
    this.tokens = significant(tokenize(text));
    this.starts = new Set(mentions.map(({ start }) => start));
  }

  /** Whether the statement gives this name to something itself: an alias, or a query after WITH. */
  binds(key: string): boolean {
    return this.tokens.some((token, i) => {
      if (this.keyAt(i) !== key || this.starts.has(token.start)) return false;
      const before = this.tokens[i - 1];
      if (!before || this.text(i + 1) === "." || before.text === ".") return false;
      if (/^(AS|WITH|RECURSIVE)$/i.test(before.text) || before.text === ")") return true;
      if (before.text === ",") return /^AS$/i.test(this.text(i + 1)) && this.text(i + 2) !== "";
      return identifierOf(before) !== null && !beforeExpression.test(before.text);
    });
  }

  edits(key: string, from: string, to: string): TextEdit[] {
    const plain = this.mentions.filter((mention) => !this.isAliased(mention));
    const scopes = plain.map((mention) => ({ mention, query: this.bracketsAround(mention, holdsQuery) }));
    const qualifiers = this.tokens.filter((token, i) => {
      if (this.keyAt(i) !== key || this.text(i + 1) !== "." || !this.isFirstPart(i)) return false;
      const named = this.bracketsAround(token, holdsNamedQuery);
      return scopes.some(({ mention, query }) => isWithin(token, query) && isWithin(mention, named));
    });
    // Where the old name also means something else, columns may belong to either: then the relation keeps it as an alias.
    const keepsName = qualifiers.length > 0 && this.binds(key);
    const alias = keepsName ? ` as ${bareName(from)}` : "";
    return [
      ...this.mentions.map(({ start, end }) => {
        const isPlain = plain.some((mention) => mention.start === start);
        return { start, end, text: this.written(start, to) + (isPlain ? alias : "") };
      }),
      ...(keepsName ? [] : qualifiers).map(({ start, end }) => ({
        start,
        end,
        text: this.written(start, to),
      })),
    ];
  }

  /** Quoted where what it takes the place of was. */
  private written(start: number, to: string): string {
    const token = this.tokens.find((candidate) => candidate.start === start);
    return token?.kind === "quoted" ? quoteIdentifier(to) : bareName(to);
  }

  private isAliased({ end }: Mention): boolean {
    const next = this.tokens.find((token) => token.start >= end);
    if (identifierOf(next) === null) return false;
    return next?.kind === "quoted" || !endsRelation.test(next?.text ?? "");
  }

  /** The nearest brackets around a place of which the tokens before and after the opening one say so; else the statement. */
  private bracketsAround(
    { start }: Pick<Token, "start">,
    isMeant: (before: string, after: string) => boolean,
  ): { start: number; end: number } {
    const open: number[] = [];
    for (const [i, { text, start: at }] of this.tokens.entries()) {
      if (at >= start) break;
      if (text === "(") open.push(i);
      else if (text === ")") open.pop();
    }
    const bracket = open.findLast((i) => isMeant(this.text(i - 1), this.text(i + 1)));
    if (bracket === undefined) return { start: -1, end: Number.POSITIVE_INFINITY };
    let depth = 0;
    const close = this.tokens.find((token, i) => {
      if (i < bracket) return false;
      if (token.text === "(") depth++;
      else if (token.text === ")") depth--;
      return depth === 0;
    });
    return { start: this.tokens[bracket]?.start ?? -1, end: close?.start ?? Number.POSITIVE_INFINITY };
  }

  /** The name stands first, or after the schema that all relations are in. */
  private isFirstPart(i: number): boolean {
    return this.text(i - 1) !== "." || /^(main|memory)$/i.test(this.text(i - 2));
  }

  private keyAt(i: number): string | null {
    const token = this.tokens[i];
    if (!token || this.starts.has(token.start)) return null;
    return identifierOf(token)?.toLowerCase() ?? null;
  }

  private text(i: number): string {
    return this.tokens[i]?.text ?? "";
  }
}

/** What can follow a relation without being an alias of it. */
const endsRelation =
  /^(SELECT|WHERE|GROUP|ORDER|HAVING|LIMIT|OFFSET|WINDOW|QUALIFY|SET|RETURNING|VALUES|USING|ON|WHEN|UNION|INTERSECT|EXCEPT|JOIN|INNER|LEFT|RIGHT|FULL|OUTER|CROSS|NATURAL|ASOF|POSITIONAL|SEMI|ANTI|TABLESAMPLE|PIVOT|UNPIVOT|DEFAULT|BY|FROM|TO|ADD|DROP|ALTER|RENAME|AT)$/i;
