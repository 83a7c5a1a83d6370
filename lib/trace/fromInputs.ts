import { quoteIdentifier } from "../sql/quote.ts";
import { isJoin, noAlias } from "../sql/scope/fromList.ts";
import type { TokenTree } from "../sql/scope/TokenTree.ts";
import { applyEdits, type TextEdit } from "../sql/textEdits.ts";
import { isQueryAt, NotFollowed, namesIn, type Part, type Query, readQuery, sameName } from "./query.ts";

/** What stands behind a name in FROM. */
export type Reads =
  /** A relation of the notebook, without the schema main. */
  | { kind: "relation"; name: string }
  /** A part of WITH, or a query in brackets. */
  | { kind: "query"; query: Query; label: string; renamed: readonly string[] | null; readsItself: boolean }
  /** Rows that come of no relation. */
  | { kind: "call"; label: string };

/** One relation of a FROM. */
export interface Input {
  /** By what its columns are named. */
  alias: string;
  /** Other names for its first columns. */
  renamed: readonly string[] | null;
  reads: Reads;
}

export interface FromInputs {
  /** The text behind FROM, in which all that can be named has a name; of each input that has one, its table takes its place. */
  textWith(tables: readonly (string | null)[]): string;
  inputs: readonly Input[];
  joins: number;
  /** Relations that a SEMI or ANTI join looks into. */
  looks: readonly string[];
  isSampled: boolean;
}

/** Reads the tokens behind FROM, `from` to before `to`. Throws NotFollowed. */
export function fromInputs(
  sql: string,
  tree: TokenTree,
  from: number,
  to: number,
  parts: readonly Part[],
): FromInputs {
  const reader = new FromReader(sql, tree, parts);
  reader.list(from, to);
  const start = tree.start(from);
  return {
    textWith(tables) {
      const placed = reader.places.flatMap(({ at, alias, ...span }) => {
        const table = tables[at] ?? null;
        return table === null ? [] : { ...span, text: `${table}${alias}` };
      });
      const edits = [...reader.edits, ...placed].sort((a, b) => a.start - b.start);
      const inText = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
      return applyEdits(sql.slice(start, tree.endBefore(to)), inText).text;
    },
    inputs: reader.inputs,
    joins: reader.joins,
    looks: reader.looks,
    isSampled: reader.isSampled,
  };
}

class FromReader {
  readonly inputs: Input[] = [];
  readonly looks: string[] = [];
  readonly edits: TextEdit[] = [];
  /** Where relations are named, and the alias that another name in this place needs. */
  readonly places: { at: number; start: number; end: number; alias: string }[] = [];
  joins = 0;
  isSampled = false;

  constructor(
    private readonly sql: string,
    private readonly tree: TokenTree,
    private readonly parts: readonly Part[],
  ) {}

  list(from: number, to: number): void {
    const { tree } = this;
    let at = this.relation(from, to, true);
    while (at < to) {
      if (tree.text(at) === ",") {
        this.joins++;
        at = this.relation(at + 1, to, true);
      } else if (isJoin(tree, at)) at = this.join(at, to);
      else at = tree.after(at);
    }
  }

  private join(from: number, to: number): number {
    const { tree } = this;
    let at = from;
    let isShown = true;
    while (at < to && isJoin(tree, at)) {
      const word = tree.word(at++);
      if (word === "SEMI" || word === "ANTI") isShown = false;
      if (word === "JOIN") break;
    }
    this.joins++;
    return this.relation(at, to, isShown);
  }

  /** One relation with its alias; answers the index behind it. */
  private relation(from: number, to: number, isShown: boolean): number {
    const { tree } = this;
    let i = from;
    while (/^(LATERAL|ONLY)$/.test(tree.word(i))) i++;
    const prefix = tree.text(i + 1) === ":" ? tree.name(i) : null;
    if (prefix !== null) i += 2;
    if (tree.text(i) === "(" && !isQueryAt(tree, i + 1)) return this.bracket(i, to);
    const { reads, next, name } = this.read(i, to);
    let at = next;
    if (/^(PIVOT|UNPIVOT)$/.test(tree.word(at)))
      throw new NotFollowed("It turns rows into columns by PIVOT.");
    let alias = prefix ?? name;
    let renamed: string[] | null = null;
    const hasAs = tree.word(at) === "AS";
    const aliasAt = hasAs ? at + 1 : at;
    const own =
      aliasAt < to && !noAlias.test(tree.word(aliasAt)) && !isJoin(tree, aliasAt) && tree.name(aliasAt);
    if (typeof own === "string") {
      alias = own;
      at = aliasAt + 1;
      if (tree.text(at) === "(") {
        renamed = namesIn(tree, at);
        at = tree.after(at);
      }
    }
    if (tree.word(at) === "TABLESAMPLE") {
      this.isSampled = true;
      at = tree.after(tree.isOpen(at + 1) ? at + 1 : at + 2);
    }
    if (alias === null) {
      alias = `part_${this.inputs.length + 1}_`;
      const end = tree.endBefore(next);
      this.edits.push({ start: end, end, text: ` as ${quoteIdentifier(alias)}` });
    }
    if (isShown && reads.kind === "relation") {
      const isNamed = prefix !== null || typeof own === "string";
      const suffix = isNamed ? "" : ` as ${quoteIdentifier(alias)}`;
      this.places.push({
        at: this.inputs.length,
        start: tree.start(i),
        end: tree.endBefore(next),
        alias: suffix,
      });
    }
    if (isShown) this.inputs.push({ alias, renamed, reads });
    else this.looks.push(alias);
    return Math.max(at, from + 1);
  }

  private bracket(open: number, to: number): number {
    const { tree } = this;
    const close = tree.close(open);
    this.list(open + 1, Math.min(close, to));
    const next = tree.after(open);
    if (
      tree.word(next) === "AS" ||
      (next < to && tree.name(next) !== null && !noAlias.test(tree.word(next)) && !isJoin(tree, next))
    )
      throw new NotFollowed("It gives a join in brackets another name.");
    return next;
  }

  private read(i: number, to: number): { reads: Reads; next: number; name: string | null } {
    const { tree, parts } = this;
    if (tree.text(i) === "(") {
      const close = Math.min(tree.close(i), to);
      const text = this.sql.slice(tree.start(i + 1), tree.endBefore(close));
      if (tree.word(i + 1) === "VALUES")
        return { reads: { kind: "call", label: "VALUES" }, next: close + 1, name: null };
      if (/^(PIVOT|UNPIVOT)/.test(tree.word(i + 1)))
        throw new NotFollowed("It turns rows into columns by PIVOT.");
      const query = readQuery(text, parts);
      const reads: Reads = {
        kind: "query",
        query,
        label: "a query in brackets",
        renamed: null,
        readsItself: false,
      };
      return { reads, next: close + 1, name: null };
    }
    const path: string[] = [];
    let at = i;
    for (let name = tree.name(at); name !== null && at < to; name = tree.name(at)) {
      path.push(name);
      at++;
      if (tree.text(at) !== ".") break;
      at++;
    }
    const name = path.at(-1);
    if (name === undefined) throw new NotFollowed("What it reads could not be told.");
    if (tree.text(at) === "(") {
      if (/^query(_table)?$/i.test(name)) throw new NotFollowed(`${name}(…) says in a value what it reads.`);
      return { reads: { kind: "call", label: `${name}(…)` }, next: tree.after(at), name };
    }
    const part = path.length === 1 ? parts.findIndex((one) => sameName(one.name, name)) : -1;
    return { reads: part < 0 ? relationOf(path) : partReads(parts, part), next: at, name };
  }
}

function partReads(parts: readonly Part[], at: number): Reads {
  const part = parts[at];
  if (!part) throw new NotFollowed("What it reads could not be told.");
  const { name, body, renamed, remark, readsItself } = part;
  // A part that reads itself is asked for as it stands, and followed no further.
  const query = readsItself
    ? { parts: parts.slice(0, at + 1), text: `select * from ${quoteIdentifier(name)}` }
    : readQuery(body, parts.slice(0, at));
  return {
    kind: "query",
    query,
    label: /^\d+\. /.test(remark ?? "") ? (remark ?? name) : name,
    renamed,
    readsItself,
  };
}

function relationOf(path: readonly string[]): Reads {
  const rest = [...path];
  while (rest.length > 1 && /^(main|memory)$/i.test(rest[0] ?? "")) rest.shift();
  return { kind: "relation", name: rest.join(".") };
}
