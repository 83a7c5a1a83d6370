import type { Token } from "../tokenize.ts";
import { QueryReader } from "./QueryReader.ts";
import { type ColumnsOf, noScope, type QueryScope, type ScopeColumn } from "./scopeTypes.ts";
import { TokenTree } from "./TokenTree.ts";

/** What one statement can name, place by place. */
export interface StatementScopes {
  /** What can be named at an offset of the text that the tokens are of. */
  at(offset: number): QueryScope;
  /** The columns that the statement's rows have, as far as its text tells: expressions without an alias are left out. */
  columns: readonly ScopeColumn[] | null;
}

/**
 * Reads the tokens of one statement (spaces and comments left out), however unfinished it is. Never throws; what it
 * does not understand it leaves out.
 */
export function statementScopes(tokens: readonly Token[], columnsOf: ColumnsOf): StatementScopes {
  const tree = new TokenTree(tokens);
  const reader = new QueryReader(tree, columnsOf);
  const around = { ctes: [], outer: null, depth: 0 };
  const start = queryAt(tree, reader) ?? 0;
  const columns = reader.query(start, tree.end, around);
  reader.nested(0, start, around);
  return {
    columns,
    at(offset) {
      let found: (typeof reader.blocks)[number] | null = null;
      for (const block of reader.blocks) {
        if (block.start > offset || offset > block.end) continue;
        if (!found || block.start >= found.start) found = block;
      }
      return found?.scope ?? noScope;
    },
  };
}

/** The index of the token that the query of a statement begins with; the number of tokens where there is none. */
export function queryStart(tokens: readonly Token[]): number {
  const tree = new TokenTree(tokens);
  const reader = new QueryReader(tree, () => null);
  const start = queryAt(tree, reader);
  if (start === null) return tree.end;
  if (tree.word(start) !== "INSERT")
    return reader.isQuery(start) || tree.text(start) === "(" ? start : tree.end;
  return tree.find(start + 1, tree.end, (at) => reader.isQuery(at));
}

/** Where a statement's query begins: behind EXPLAIN, PREPARE x AS, CREATE … AS; null where something is made without one. */
function queryAt(tree: TokenTree, reader: QueryReader): number | null {
  let i = 0;
  if (tree.word(i) === "EXPLAIN") {
    i++;
    if (tree.word(i) === "ANALYZE") i++;
    if (tree.text(i) === "(" && !reader.isQuery(i + 1)) i = tree.after(i);
  }
  if (!/^(CREATE|PREPARE)$/.test(tree.word(i))) return i;
  const as = tree.find(i, tree.end, (at) => tree.word(at) === "AS");
  return as < tree.end ? as + 1 : null;
}
