import { stringValue } from "../tokenize.ts";
import { type Around, namesIn, type OpenScope, type QueryReader, renamedColumns } from "./QueryReader.ts";
import type { ScopeColumn, ScopeRelation } from "./scopeTypes.ts";
import type { TokenTree } from "./TokenTree.ts";

const joinStart = /^(NATURAL|CROSS|INNER|LEFT|RIGHT|FULL|OUTER|SEMI|ANTI|ASOF|POSITIONAL|JOIN)$/;
/** Words that are no alias where they stand behind a relation. */
export const noAlias =
  /^(ON|USING|WHERE|GROUP|ORDER|HAVING|LIMIT|OFFSET|QUALIFY|WINDOW|UNION|INTERSECT|EXCEPT|SELECT|FROM|SET|VALUES|RETURNING|TABLESAMPLE|PIVOT|UNPIVOT|WITH|AT|AS|DEFAULT|BY)$/;
const nothing: ReadonlySet<string> = new Set();

/** Reads what stands after FROM, from `from` to before `to`, into the scope: relations, joins and what is in brackets. */
export function readFromList(
  reader: QueryReader,
  from: number,
  to: number,
  scope: OpenScope,
  around: Around,
): void {
  const { tree } = reader;
  const inside: Around = { ...around, outer: scope, depth: around.depth + 1 };
  let i = readRelation(reader, from, to, scope, inside, scope.relations);
  while (i < to) {
    if (tree.text(i) === ",") i = readRelation(reader, i + 1, to, scope, inside, scope.relations);
    else if (isJoin(tree, i)) i = readJoin(reader, i, to, scope, inside);
    else i = afterOther(reader, i, inside);
  }
}

/** Whether a join begins, or goes on, with this token. */
export function isJoin(tree: TokenTree, i: number): boolean {
  // left(…) and right(…) are functions too.
  return joinStart.test(tree.word(i)) && (tree.word(i) === "JOIN" || tree.text(i + 1) !== "(");
}

function afterOther(reader: QueryReader, i: number, inside: Around): number {
  const next = reader.tree.after(i);
  reader.nested(i, next, inside);
  return Math.max(next, i + 1);
}

function readJoin(reader: QueryReader, i: number, to: number, scope: OpenScope, inside: Around): number {
  const { tree } = reader;
  const words: string[] = [];
  let at = i;
  while (at < to && isJoin(tree, at) && words[words.length - 1] !== "JOIN") words.push(tree.word(at++));
  if (words[words.length - 1] !== "JOIN") return at;
  const made: ScopeRelation[] = [];
  at = readRelation(reader, at, to, scope, inside, made);
  const hasUsing = tree.word(at) === "USING" && tree.text(at + 1) === "(";
  if (words.includes("NATURAL")) mergeColumns(made, columnNames(scope.relations));
  else if (hasUsing) mergeColumns(made, new Set(namesIn(tree, at + 1).map((name) => name.toLowerCase())));
  const filters = words.includes("SEMI") || words.includes("ANTI");
  const before = [...scope.relations];
  if (!filters) scope.relations.push(...made);
  if (hasUsing) return tree.after(at + 1);
  if (tree.word(at) !== "ON") return at;
  const end = tree.find(at + 1, to, (place) => tree.text(place) === "," || isJoin(tree, place));
  // What only filters is seen by its own condition alone.
  const seen = filters ? { ...scope, relations: [...before, ...made] } : scope;
  if (filters) reader.note(at + 1, end, seen);
  reader.nested(at + 1, end, { ...inside, outer: seen });
  return end;
}

function mergeColumns(relations: ScopeRelation[], names: ReadonlySet<string>): void {
  relations.forEach((relation, at) => {
    relations[at] = { ...relation, merged: names };
  });
}

function columnNames(relations: readonly ScopeRelation[]): ReadonlySet<string> {
  return new Set(relations.flatMap(({ columns }) => (columns ?? []).map(({ name }) => name.toLowerCase())));
}

/** One relation with its alias, put into `into`; answers the index after it. */
function readRelation(
  reader: QueryReader,
  from: number,
  to: number,
  scope: OpenScope,
  inside: Around,
  into: ScopeRelation[],
): number {
  const { tree } = reader;
  let i = from;
  while (/^(LATERAL|ONLY)$/.test(tree.word(i))) i++;
  if (i >= to || inside.depth > 60) return Math.max(i, from + 1);
  const prefix = tree.text(i + 1) === ":" ? tree.name(i) : null;
  const prefixAt = i;
  if (prefix !== null) i += 2;
  const place = { start: tree.start(i), end: tree.endBefore(i + 1) };
  const found = relationAt(reader, i, to, scope, inside, into);
  if (!found) return i;
  let { next, relation } = found;
  while (/^(PIVOT|UNPIVOT|TABLESAMPLE)$/.test(tree.word(next)) && next < to) {
    if (tree.word(next) !== "TABLESAMPLE" && relation) relation = { ...relation, columns: null };
    next = afterSuffix(reader, next, inside);
  }
  let at = next;
  if (tree.word(at) === "AS") at++;
  const alias = at < to && !noAlias.test(tree.word(at)) && !isJoin(tree, at) ? tree.name(at) : null;
  if (alias === null) {
    if (prefix !== null && relation) into.push({ ...relation, name: prefix, ...placeOf(tree, prefixAt) });
    else if (relation) into.push({ ...place, ...relation });
    return Math.max(next, from + 1);
  }
  const known = relation ?? { name: alias, of: null, columns: null, merged: nothing, ...place };
  const renamed = tree.text(at + 1) === "(" ? namesIn(tree, at + 1) : null;
  const columns = renamed ? renamedColumns(known.columns, renamed) : known.columns;
  into.push({ ...known, name: alias, columns, ...placeOf(tree, at) });
  return renamed ? tree.after(at + 1) : at + 1;
}

function placeOf(tree: TokenTree, i: number): { start: number; end: number } {
  return { start: tree.start(i), end: tree.endBefore(i + 1) };
}

function afterSuffix(reader: QueryReader, i: number, inside: Around): number {
  const { tree } = reader;
  const open = tree.isOpen(i + 1) ? i + 1 : i + 2;
  if (tree.isOpen(open)) reader.nested(open, tree.after(open), inside);
  return Math.max(tree.after(open), i + 1);
}

interface Found {
  /** null for joins in brackets, whose relations went into the list by themselves. */
  relation: ScopeRelation | null;
  next: number;
}

function relationAt(
  reader: QueryReader,
  i: number,
  to: number,
  scope: OpenScope,
  inside: Around,
  into: ScopeRelation[],
): Found | null {
  const { tree } = reader;
  const place = { start: tree.start(i), end: tree.endBefore(i + 1) };
  const bare = (name: string, of: string | null, columns: readonly ScopeColumn[] | null): ScopeRelation => ({
    name,
    of,
    columns,
    merged: nothing,
    ...place,
  });
  if (tree.text(i) === "(") {
    const close = Math.min(tree.close(i), to);
    const next = Math.min(tree.after(i), to);
    if (reader.isQuery(i + 1)) {
      // It sees the relations before it, and neither itself nor what follows.
      const before = { ...scope, relations: [...scope.relations] };
      const columns = reader.query(i + 1, close, { ...inside, outer: before });
      return { relation: bare("", null, columns), next };
    }
    const joined: OpenScope = { ...scope, relations: [] };
    readFromList(reader, i + 1, close, joined, inside);
    into.push(...joined.relations);
    return { relation: null, next };
  }
  const path = stringValue(tree.tokens[i]);
  if (path !== null) return { relation: bare(path, null, reader.columnsOf(`'${path}'`)), next: i + 1 };
  if (noAlias.test(tree.word(i)) || isJoin(tree, i) || tree.name(i) === null) return null;
  const parts = [tree.name(i) ?? ""];
  let at = i + 1;
  while (tree.text(at) === "." && tree.name(at + 1) !== null && at + 1 < to) {
    parts.push(tree.name(at + 1) ?? "");
    at += 2;
  }
  const name = parts[parts.length - 1] ?? "";
  if (tree.text(at) === "(") {
    reader.nested(at, tree.after(at), inside);
    return { relation: bare(name, null, callColumns(tree, name, at, reader)), next: tree.after(at) };
  }
  // Names in the default schema are ours; of names in others the engine alone knows.
  while (parts.length > 1 && /^(main|memory)$/i.test(parts[0] ?? "")) parts.shift();
  const written = parts.join(".");
  const cte = parts.length === 1 && at === i + 1 ? findCte(inside.ctes, name) : undefined;
  if (cte) return { relation: { ...bare(name, null, cte.columns) }, next: at };
  return { relation: bare(name, written, reader.columnsOf(written)), next: at };
}

function findCte(ctes: readonly ScopeRelation[], name: string): ScopeRelation | undefined {
  return [...ctes].reverse().find((cte) => cte.name.toLowerCase() === name.toLowerCase());
}

/** Columns of a table function, where they do not depend on data. */
function callColumns(
  tree: TokenTree,
  name: string,
  open: number,
  reader: QueryReader,
): readonly ScopeColumn[] | null {
  const lower = name.toLowerCase();
  if (lower === "range" || lower === "generate_series") return [{ name: lower, type: "BIGINT" }];
  if (lower === "unnest") return [{ name: "unnest", type: null }];
  const path = /^(read_|parquet_scan)/.test(lower) ? stringValue(tree.tokens[open + 1]) : null;
  return path === null ? null : reader.columnsOf(`'${path}'`);
}
