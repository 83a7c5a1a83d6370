import type { QueryScope, ScopeColumn, ScopeRelation } from "../../sql/scope/scopeTypes.ts";
import { columnAt, findRelation as findInScope } from "../../sql/scope/selectList.ts";
import { statementScopes } from "../../sql/scope/statementScopes.ts";
import type { TokenTree } from "../../sql/scope/TokenTree.ts";
import { placeholderName, stringValue } from "../../sql/tokenize.ts";
import type { SqlFunction } from "./functionCatalogue.ts";
import {
  columnsIn,
  findRelation,
  type KnownParameter,
  type KnownRelation,
  type SqlKnowledge,
} from "./known.ts";
import { sqlExpectation } from "./sqlExpectation.ts";
import { sqlPlace, type TextRange } from "./sqlPlace.ts";

/** What a word of a SQL cell stands for. `range` is the word's place in the cell's text. */
export type SqlSymbol =
  | { kind: "relation"; range: TextRange; relation: KnownRelation }
  /** A relation that the query makes itself; `made` is where it gets its name. */
  | { kind: "local"; range: TextRange; name: string; columns: readonly ScopeColumn[] | null; made: TextRange }
  | { kind: "column"; range: TextRange; column: ScopeColumn; relation: string; of: KnownRelation | null }
  | { kind: "function"; range: TextRange; called: SqlFunction }
  | { kind: "parameter"; range: TextRange; parameter: KnownParameter };

/** What stands at an offset (UTF-16 units) of a SQL cell's text; null where that is no name, or one that nobody knows. */
export function sqlSymbol(text: string, offset: number, known: SqlKnowledge): SqlSymbol | null {
  const { tree } = sqlPlace(text, offset);
  // A place between two tokens belongs to the word, be it before or behind.
  const i = tree.tokens.findIndex(
    ({ kind, start, end }) =>
      start <= offset && offset <= end && /^(word|quoted|placeholder|string)$/.test(kind),
  );
  const token = tree.tokens[i];
  if (!token || token.start === token.end) return null;
  const range = { start: token.start, end: token.end };
  if (token.kind === "placeholder") {
    const name = placeholderName(token).toLowerCase();
    const parameter = known.parameters.find((one) => one.name.toLowerCase() === name);
    return parameter ? { kind: "parameter", range, parameter } : null;
  }
  if (token.kind === "string") return fileSymbol(tree, i, range, known);
  const path = pathTo(tree, i);
  if (tree.text(i + 1) === "(" && path.length === 1) {
    const called = known.functions.get(token.text.toLowerCase());
    if (called) return { kind: "function", range, called };
  }
  const scope = statementScopes(tree.tokens, columnsIn(known.relations)).at(offset);
  return relationSymbol(tree, i, path, scope, range, known) ?? columnSymbol(path, scope, range, known);
}

function fileSymbol(tree: TokenTree, i: number, range: TextRange, known: SqlKnowledge): SqlSymbol | null {
  const path = stringValue(tree.tokens[i])?.toLowerCase();
  const relation = known.relations.find(
    ({ maker }) => maker?.kind === "source" && maker.file.toLowerCase() === path,
  );
  return relation ? { kind: "relation", range, relation } : null;
}

/** The names up to the one at `i`, with dots between them. */
function pathTo(tree: TokenTree, i: number): string[] {
  const path = [tree.name(i) ?? ""];
  for (let at = i; tree.text(at - 1) === "." && tree.name(at - 2) !== null; at -= 2)
    path.unshift(tree.name(at - 2) ?? "");
  return path;
}

function relationSymbol(
  tree: TokenTree,
  i: number,
  path: readonly string[],
  scope: QueryScope,
  range: TextRange,
  known: SqlKnowledge,
): SqlSymbol | null {
  const name = path[path.length - 1] ?? "";
  const isInMain = path.length === 2 && /^main$/i.test(path[0] ?? "");
  const before = expectedBefore(tree, i - 2 * (path.length - 1));
  const cte = path.length === 1 ? scope.ctes.findLast((one) => sameName(one.name, name)) : undefined;
  if (before && (path.length === 1 || isInMain)) {
    if (cte) return local(cte, range);
    const relation = findRelation(known.relations, name);
    return relation ? { kind: "relation", range, relation } : null;
  }
  if (path.length > 1) return null;
  // An alias where it is given, or a relation before a dot.
  for (let at: QueryScope | null = scope; at; at = at.outer) {
    const here =
      at.relations.find((one) => one.start === range.start) ??
      (tree.text(i + 1) === "." ? findInScope(at.relations, name) : null);
    if (!here) continue;
    const relation = here.of === null ? undefined : findRelation(known.relations, here.of);
    return relation ? { kind: "relation", range, relation } : local(here, range);
  }
  return cte && cte.start === range.start ? local(cte, range) : null;
}

function expectedBefore(tree: TokenTree, i: number): boolean {
  const start = tree.start(i);
  const expected = sqlExpectation({
    tree,
    next: i,
    previous: i - 1,
    word: { start, end: start },
    inside: null,
  });
  return expected.kind === "relation";
}

function local({ name, columns, start, end }: ScopeRelation, range: TextRange): SqlSymbol {
  return { kind: "local", range, name, columns, made: { start, end } };
}

function columnSymbol(
  path: readonly string[],
  scope: QueryScope,
  range: TextRange,
  known: SqlKnowledge,
): SqlSymbol | null {
  for (let at: QueryScope | null = scope; at; at = at.outer) {
    const column = columnAt(path, at, at.aliases);
    if (!column) continue;
    const owner = ownerOf(path, at.relations);
    const of = owner?.of ? (findRelation(known.relations, owner.of) ?? null) : null;
    return { kind: "column", range, column, relation: owner?.name ?? "", of };
  }
  return null;
}

function ownerOf(path: readonly string[], relations: readonly ScopeRelation[]): ScopeRelation | null {
  const [first = ""] = path;
  const named = path.length > 1 ? findInScope(relations, first) : null;
  if (named) return named;
  return relations.find(({ columns }) => columns?.some(({ name }) => sameName(name, first))) ?? null;
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
