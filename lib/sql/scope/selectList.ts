import { elementOfType, fieldsOfType } from "./nestedType.ts";
import type { OpenScope } from "./QueryReader.ts";
import type { QueryScope, ScopeColumn, ScopeRelation } from "./scopeTypes.ts";
import type { TokenTree } from "./TokenTree.ts";

/** Words after which another operand follows, so that a name behind them is no alias. */
const operatorWord =
  /^(AND|OR|NOT|IN|IS|LIKE|ILIKE|GLOB|SIMILAR|BETWEEN|CASE|WHEN|THEN|ELSE|COLLATE|ESCAPE|DISTINCT|ALL|ANY|SOME|INTERVAL|AT|TIME|TO|BY|OVER|FILTER|FROM|ON|SELECT|USING|LAMBDA)$/;

/** What a SELECT list gives: its columns as far as they have names, and those that it names itself. */
export function readSelectList(
  tree: TokenTree,
  from: number,
  to: number,
  scope: OpenScope,
): { columns: ScopeColumn[] | null; aliases: ScopeColumn[] } {
  let start = from;
  if (/^(DISTINCT|ALL)$/.test(tree.word(start))) start++;
  if (tree.word(start - 1) === "DISTINCT" && tree.word(start) === "ON") start = tree.after(start + 1);
  const columns: ScopeColumn[] = [];
  const aliases: ScopeColumn[] = [];
  for (const [a, b] of tree.parts(start, to)) {
    const star = starAt(tree, a, b);
    if (star) {
      columns.push(...starItem(tree, star, b, scope));
      continue;
    }
    const alias = aliasOf(tree, a, b);
    if (alias) {
      // An item may use the names of those before it.
      const column = { name: alias.name, type: expressionType(tree, alias.from, alias.to, scope, aliases) };
      columns.push(column);
      aliases.push(column);
    } else {
      const name = b - a > 0 && isPath(tree, a, b) ? tree.name(b - 1) : null;
      if (name !== null) columns.push({ name, type: expressionType(tree, a, b, scope, aliases) });
    }
  }
  return { columns: columns.length > 0 ? columns : null, aliases };
}

/** All columns of the relations, as `*` gives them. */
export function starColumns(relations: readonly ScopeRelation[]): ScopeColumn[] | null {
  const all = relations.flatMap(({ columns, merged }) =>
    (columns ?? []).filter(({ name }) => !merged.has(name.toLowerCase())),
  );
  return all.length > 0 ? all : null;
}

/** `*` or `name.*` at the start of an item: where the star is, and whose columns it gives. */
function starAt(tree: TokenTree, a: number, b: number): { at: number; of: string | null } | null {
  if (a >= b) return null;
  if (tree.text(a) === "*") return { at: a, of: null };
  if (tree.name(a) !== null && tree.text(a + 1) === "." && tree.text(a + 2) === "*" && a + 2 < b)
    return { at: a + 2, of: tree.name(a) };
  return null;
}

function starItem(
  tree: TokenTree,
  star: { at: number; of: string | null },
  to: number,
  scope: OpenScope,
): ScopeColumn[] {
  const { of } = star;
  const relation = of === null ? null : findRelation(scope.relations, of);
  let columns = (of === null ? starColumns(scope.relations) : [...(relation?.columns ?? [])]) ?? [];
  for (let i = star.at + 1; i < to; i = tree.after(i)) {
    const word = tree.word(i);
    const bare = tree.name(i + 1) !== null ? [[i + 1, i + 2] as [number, number]] : [];
    const parts = tree.isOpen(i + 1) ? tree.parts(i + 2, tree.close(i + 1)) : bare;
    if (word === "EXCLUDE" || word === "EXCEPT") {
      const left = new Set(parts.map(([, end]) => tree.name(end - 1)?.toLowerCase()));
      columns = columns.filter(({ name }) => !left.has(name.toLowerCase()));
    } else if (word === "RENAME") {
      const names = new Map(parts.map(([a, b]) => [tree.name(a)?.toLowerCase(), tree.name(b - 1)]));
      columns = columns.map((column) => ({
        ...column,
        name: names.get(column.name.toLowerCase()) ?? column.name,
      }));
    } else if (word === "REPLACE") {
      const types = new Map(
        parts.map(([a, b]) => [tree.name(b - 1)?.toLowerCase(), expressionType(tree, a, b - 2, scope, [])]),
      );
      columns = columns.map((column) => {
        const key = column.name.toLowerCase();
        return types.has(key) ? { ...column, type: types.get(key) ?? null } : column;
      });
    }
  }
  return columns;
}

/** The name that an item gives itself, and where its expression is: `x AS a`, `x a` or `a: x`. */
export function aliasOf(
  tree: TokenTree,
  a: number,
  b: number,
): { name: string; from: number; to: number } | null {
  const prefix = tree.name(a);
  if (prefix !== null && tree.text(a + 1) === ":" && a + 2 < b) return { name: prefix, from: a + 2, to: b };
  const name = tree.name(b - 1);
  if (b - a < 2 || name === null) return null;
  if (tree.word(b - 2) === "AS") return { name, from: a, to: b - 2 };
  const before = tree.tokens[b - 2];
  if (!before || before.text === "." || before.kind === "operator") return null;
  if (before.kind === "punctuation" && !/[)\]}]/.test(before.text)) return null;
  if (operatorWord.test(tree.word(b - 2)) || /^(END|NULL|TRUE|FALSE)$/.test(tree.word(b - 1))) return null;
  return { name, from: a, to: b - 1 };
}

/** Whether the tokens are names with dots between them. */
export function isPath(tree: TokenTree, a: number, b: number): boolean {
  for (let i = a; i < b; i++) {
    if ((i - a) % 2 === 0 ? tree.name(i) === null : tree.text(i) !== ".") return false;
  }
  return (b - a) % 2 === 1;
}

/** The type of an expression where its text says it: a column, a field, a cast, a literal, a count; else null. */
function expressionType(
  tree: TokenTree,
  a: number,
  b: number,
  scope: OpenScope,
  before: readonly ScopeColumn[],
): string | null {
  if (a >= b) return null;
  const cast = tree.find(a, b, (i) => tree.text(i) === "::");
  if (cast < b) {
    // Of a cast in the middle of an expression the type is not the whole's.
    const isWhole = tree.find(cast + 1, b, (i) => tree.tokens[i]?.kind === "operator") === b;
    const isPlain = tree.find(a, cast, (i) => tree.tokens[i]?.kind === "operator") === cast;
    return isWhole && isPlain ? typeName(tree, cast + 1, b) : null;
  }
  const word = tree.word(a);
  if (/^(TRY_)?CAST$/.test(word) && tree.after(a + 1) === b) {
    const as = tree.find(a + 2, b - 1, (i) => tree.word(i) === "AS");
    return as < b - 1 ? typeName(tree, as + 1, b - 1) : null;
  }
  if (word === "COUNT" && tree.text(a + 1) === "(" && tree.after(a + 1) === b) return "BIGINT";
  if (isPath(tree, a, b)) return columnAt(pathNames(tree, a, b), scope, before)?.type ?? null;
  if (b - a !== 1) return null;
  if (tree.tokens[a]?.kind === "string") return "VARCHAR";
  return /^(TRUE|FALSE)$/.test(word) ? "BOOLEAN" : null;
}

function typeName(tree: TokenTree, a: number, b: number): string {
  return tree.tokens
    .slice(a, b)
    .map((token, i, all) => (i > 0 && (all[i - 1]?.end ?? 0) < token.start ? ` ${token.text}` : token.text))
    .join("")
    .toUpperCase()
    .replace(/^[A-Z]\w*/, (name) => typeNames[name] ?? name);
}

// What DESCRIBE calls types that people mostly write otherwise.
const typeNames: Readonly<Record<string, string>> = {
  BOOL: "BOOLEAN",
  DATETIME: "TIMESTAMP",
  INT: "INTEGER",
  INT4: "INTEGER",
  INT8: "BIGINT",
  LONG: "BIGINT",
  FLOAT4: "FLOAT",
  FLOAT8: "DOUBLE",
  REAL: "FLOAT",
  NUMERIC: "DECIMAL",
  STRING: "VARCHAR",
  TEXT: "VARCHAR",
  TIMESTAMPTZ: "TIMESTAMP WITH TIME ZONE",
};

function pathNames(tree: TokenTree, a: number, b: number): string[] {
  const names: string[] = [];
  for (let i = a; i < b; i += 2) names.push(tree.name(i) ?? "");
  return names;
}

/** The column or field that a path of names leads to: `column`, `relation.column`, `column.field`…; null where it is not known. */
export function columnAt(
  path: readonly string[],
  scope: Pick<QueryScope, "relations">,
  before: readonly ScopeColumn[] = [],
): ScopeColumn | null {
  const [first = "", ...rest] = path;
  const relation = rest.length > 0 ? findRelation(scope.relations, first) : null;
  const ofRelation = relation?.columns && findColumn(relation.columns, rest[0] ?? "");
  if (ofRelation) return fieldAt(ofRelation, rest.slice(1));
  const columns = scope.relations.flatMap((one) => one.columns ?? []);
  const column = findColumn(columns, first) ?? findColumn(before, first);
  return column ? fieldAt(column, rest) : null;
}

/** The field of a column that the names lead to; lists on the way stand for their elements. */
export function fieldAt(column: ScopeColumn, names: readonly string[]): ScopeColumn | null {
  let at: ScopeColumn = column;
  for (const name of names) {
    const fields = fieldsOfType(at.type) ?? fieldsOfType(elementOfType(at.type));
    const field = fields && findColumn(fields, name);
    if (!field) return null;
    at = field;
  }
  return at;
}

export function findRelation(relations: readonly ScopeRelation[], name: string): ScopeRelation | null {
  const key = name.toLowerCase();
  return relations.find((relation) => relation.name.toLowerCase() === key) ?? null;
}

export function findColumn(columns: readonly ScopeColumn[], name: string): ScopeColumn | null {
  const key = name.toLowerCase();
  return columns.find((column) => column.name.toLowerCase() === key) ?? null;
}
