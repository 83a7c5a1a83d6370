import { readFromList } from "./fromList.ts";
import type { ColumnsOf, QueryScope, ScopeColumn, ScopeRelation } from "./scopeTypes.ts";
import { readSelectList, starColumns } from "./selectList.ts";
import type { TokenTree } from "./TokenTree.ts";

/** A scope that is still being read. */
export interface OpenScope extends QueryScope {
  relations: ScopeRelation[];
  aliases: ScopeColumn[];
}

/** What a query sees from outside. */
export interface Around {
  ctes: readonly ScopeRelation[];
  outer: QueryScope | null;
  depth: number;
}

const queryStart =
  /^(SELECT|FROM|WITH|VALUES|TABLE|PIVOT|UNPIVOT|PIVOT_WIDER|PIVOT_LONGER|DESCRIBE|DESC|SUMMARIZE|SHOW|INSERT|UPDATE|DELETE|MERGE)$/;
const clauseStart =
  /^(SELECT|FROM|WHERE|GROUP|HAVING|QUALIFY|WINDOW|ORDER|LIMIT|OFFSET|RETURNING|SET|VALUES|USING)$/;
const setOperator = /^(UNION|INTERSECT|EXCEPT)$/;

// Text that nobody writes by hand: beyond it nothing is known, and nothing takes long.
const deepest = 60;
const mostQueries = 2_000;

/** Reads the queries of a statement, however unfinished, and notes what each can name. Never throws. */
export class QueryReader {
  /** By their place in the text; of two around a place the later one is the inner one. */
  readonly blocks: { start: number; end: number; scope: QueryScope }[] = [];
  private left = mostQueries;
  private isTrial = false;

  constructor(
    readonly tree: TokenTree,
    readonly columnsOf: ColumnsOf,
  ) {}

  isQuery(i: number): boolean {
    return queryStart.test(this.tree.word(i));
  }

  note(from: number, to: number, scope: QueryScope): void {
    if (this.isTrial) return;
    const end = to >= this.tree.end ? Number.POSITIVE_INFINITY : this.tree.start(to);
    this.blocks.push({ start: from === 0 ? 0 : this.tree.endBefore(from), end, scope });
  }

  /** A query in the tokens from `from` to before `to`; answers its columns. */
  query(from: number, to: number, around: Around): ScopeColumn[] | null {
    if (around.depth > deepest || --this.left < 0) return null;
    const { tree } = this;
    const inside = { ...around, depth: around.depth + 1 };
    let i = from;
    if (tree.word(i) === "WITH") {
      this.note(from, to, { relations: [], aliases: [], ctes: around.ctes, outer: around.outer });
      [i, inside.ctes] = this.ctes(i + 1, to, inside);
    }
    this.note(i, to, { relations: [], aliases: [], ctes: inside.ctes, outer: around.outer });
    let columns: ScopeColumn[] | null = null;
    for (let first = true; ; first = false) {
      const end = tree.find(i, to, (at) => setOperator.test(tree.word(at)) && !isListStar(tree, at));
      const found = this.member(i, end, inside);
      const byName = tree.word(i - 1) === "NAME";
      if (first) columns = found;
      else if (byName) columns = mergedByName(columns, found);
      if (end >= to) return columns;
      i = end + 1;
      while (/^(ALL|DISTINCT|BY|NAME)$/.test(tree.word(i))) i++;
    }
  }

  /** Queries in brackets anywhere in an expression, which see what stands around them. */
  nested(from: number, to: number, around: Around): void {
    if (around.depth > deepest) return;
    const { tree } = this;
    const inside = { ...around, depth: around.depth + 1 };
    for (let i = from; i < to; i = tree.after(i)) {
      if (!tree.isOpen(i)) continue;
      const end = Math.min(tree.close(i), to);
      if (this.isQuery(i + 1)) this.query(i + 1, end, inside);
      else this.nested(i + 1, end, inside);
    }
  }

  /** One query between set operators. */
  private member(from: number, to: number, around: Around): ScopeColumn[] | null {
    const { tree } = this;
    const word = tree.word(from);
    const scope: OpenScope = { relations: [], aliases: [], ctes: around.ctes, outer: around.outer };
    const inside: Around = { ...around, outer: scope };
    this.note(from, to, scope);
    if (tree.text(from) === "(") return this.inBrackets(from, to, scope, around);
    if (word === "VALUES") {
      this.nested(from, to, inside);
      return valuesColumns(tree, from + 1, to);
    }
    if (/^(TABLE|DESCRIBE|DESC|SHOW|SUMMARIZE|PIVOT|UNPIVOT|PIVOT_WIDER|PIVOT_LONGER)$/.test(word))
      return this.aboutRelation(word, from, to, scope, inside);
    // The table of DELETE stands after a FROM like any other.
    if (/^(INSERT|UPDATE|MERGE)$/.test(word)) {
      const target = tree.find(from + 1, to, (at) => !/^(OR|REPLACE|IGNORE|INTO)$/.test(tree.word(at)));
      readFromList(this, target, Math.min(target + 1, to), scope, around);
      const query = word === "INSERT" ? tree.find(target + 1, to, (at) => this.isQuery(at)) : to;
      if (query < to) {
        this.nested(target + 1, query, inside);
        return this.query(query, to, around);
      }
    }
    return this.select(from, to, scope, around);
  }

  private select(from: number, to: number, scope: OpenScope, around: Around): ScopeColumn[] | null {
    const { tree } = this;
    const inside: Around = { ...around, outer: scope };
    const clauses: number[] = [];
    tree.find(from, to, (at) => {
      if (isClause(tree, at)) clauses.push(at);
      return false;
    });
    const endOf = (at: number) => clauses.find((other) => other > at) ?? to;
    const clause = (name: string) => clauses.find((at) => tree.word(at) === name);
    const fromAt = clause("FROM");
    if (fromAt !== undefined) readFromList(this, fromAt + 1, endOf(fromAt), scope, around);
    const selectAt = clause("SELECT");
    let columns: ScopeColumn[] | null = starColumns(scope.relations);
    if (selectAt !== undefined) {
      const list = readSelectList(tree, selectAt + 1, endOf(selectAt), scope);
      scope.aliases.push(...list.aliases);
      columns = list.columns;
    }
    for (const at of clauses) if (at !== fromAt) this.nested(at + 1, endOf(at), inside);
    this.nested(from, clauses[0] ?? to, inside);
    return columns;
  }

  private inBrackets(from: number, to: number, scope: OpenScope, around: Around): ScopeColumn[] | null {
    const { tree } = this;
    const close = Math.min(tree.close(from), to);
    const columns = this.query(from + 1, close, around);
    scope.aliases.push(...(columns ?? []));
    this.nested(close + 1, to, { ...around, outer: scope });
    return columns;
  }

  private aboutRelation(
    word: string,
    from: number,
    to: number,
    scope: OpenScope,
    inside: Around,
  ): ScopeColumn[] | null {
    const { tree } = this;
    if (this.isQuery(from + 1)) this.query(from + 1, to, inside);
    else {
      const end = tree.find(from + 1, to, (at) =>
        /^(ON|USING|GROUP|INTO|ORDER|LIMIT|IN)$/.test(tree.word(at)),
      );
      readFromList(this, from + 1, end, scope, inside);
      this.nested(end, to, inside);
    }
    if (word === "TABLE") return starColumns(scope.relations);
    if (word === "SUMMARIZE") return summaryColumns;
    return /^(DESCRIBE|DESC)$/.test(word) ? describeColumns : null;
  }

  /** The list after WITH: answers where the query begins, and the relations that it sees. */
  private ctes(i: number, to: number, around: Around): [number, readonly ScopeRelation[]] {
    const { tree } = this;
    const recursive = tree.word(i) === "RECURSIVE";
    let ctes = around.ctes;
    let at = recursive ? i + 1 : i;
    while (at < to) {
      const nameAt = at;
      const name = tree.name(at);
      if (name === null || this.isQuery(at)) break;
      at++;
      const renamed = tree.text(at) === "(" ? namesIn(tree, at) : null;
      if (renamed) at = tree.after(at);
      if (tree.word(at) === "USING" && tree.word(at + 1) === "KEY") at = tree.after(at + 2);
      while (/^(AS|NOT|MATERIALIZED)$/.test(tree.word(at))) at++;
      if (tree.text(at) !== "(") break;
      const close = Math.min(tree.close(at), to);
      const made = (columns: ScopeColumn[] | null): ScopeRelation => ({
        name,
        of: null,
        columns: renamed ? renamedColumns(columns, renamed) : columns,
        merged: new Set(),
        start: tree.start(nameAt),
        end: tree.endBefore(nameAt + 1),
      });
      let inside = { ...around, ctes };
      if (recursive) {
        // The columns are those of the part that does not read itself, so they are known before it is read.
        const itself = made(this.tried(() => this.query(at + 1, close, inside)));
        inside = { ...around, ctes: [...ctes, itself] };
      }
      ctes = [...ctes, made(this.query(at + 1, close, inside))];
      at = tree.after(at);
      if (tree.text(at) !== ",") break;
      at++;
    }
    return [Math.min(at, to), ctes];
  }

  /** Reads without noting scopes. */
  private tried<T>(read: () => T): T {
    const before = this.isTrial;
    this.isTrial = true;
    const answer = read();
    this.isTrial = before;
    return answer;
  }
}

const describeColumns = ["column_name", "column_type", "null", "key", "default", "extra"].map(text);
const summaryColumns: ScopeColumn[] = [
  ...["column_name", "column_type", "min", "max"].map(text),
  { name: "approx_unique", type: "BIGINT" },
  ...["avg", "std", "q25", "q50", "q75"].map(text),
  { name: "count", type: "BIGINT" },
  { name: "null_percentage", type: "DECIMAL(9,2)" },
];

function text(name: string): ScopeColumn {
  return { name, type: "VARCHAR" };
}

/** `* EXCEPT (…)` is a list of columns, not a set operation. */
export function isListStar(tree: TokenTree, at: number): boolean {
  return tree.word(at) === "EXCEPT" && tree.text(at - 1) === "*" && tree.text(at + 1) === "(";
}

/** Whether a clause of a SELECT begins with this token. */
export function isClause(tree: TokenTree, at: number): boolean {
  const word = tree.word(at);
  if (!clauseStart.test(word) || tree.text(at - 1) === ".") return false;
  if (word === "FROM") return !(tree.word(at - 1) === "DISTINCT" && /^(IS|NOT)$/.test(tree.word(at - 2)));
  if (word === "GROUP") return tree.word(at - 1) !== "WITHIN";
  // `USING (a, b)` belongs to a join, `USING SAMPLE` stands alone.
  if (word === "USING") return tree.text(at + 1) !== "(";
  return true;
}

function valuesColumns(tree: TokenTree, i: number, to: number): ScopeColumn[] | null {
  if (!tree.isOpen(i)) return null;
  return tree
    .parts(i + 1, Math.min(tree.close(i), to))
    .map((_, at): ScopeColumn => ({ name: `col${at}`, type: null }));
}

function mergedByName(first: ScopeColumn[] | null, second: ScopeColumn[] | null): ScopeColumn[] | null {
  const known = new Set((first ?? []).map(({ name }) => name.toLowerCase()));
  const all = [...(first ?? []), ...(second ?? []).filter(({ name }) => !known.has(name.toLowerCase()))];
  return all.length > 0 ? all : null;
}

/** The names in the brackets at `open`. */
export function namesIn(tree: TokenTree, open: number): string[] {
  return tree
    .parts(open + 1, tree.close(open))
    .flatMap(([from]) => (tree.name(from) === null ? [] : [tree.name(from) ?? ""]));
}

/** Columns under other names, from the first on; the rest keep theirs. */
export function renamedColumns(
  columns: readonly ScopeColumn[] | null,
  names: readonly string[],
): ScopeColumn[] {
  const renamed = names.map((name, at): ScopeColumn => ({ name, type: columns?.[at]?.type ?? null }));
  return [...renamed, ...(columns ?? []).slice(names.length)];
}
