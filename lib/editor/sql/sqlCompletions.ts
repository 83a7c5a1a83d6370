import { elementOfType, fieldsOfType } from "../../sql/scope/nestedType.ts";
import type { QueryScope, ScopeColumn } from "../../sql/scope/scopeTypes.ts";
import { columnAt, fieldAt, findRelation as findInScope } from "../../sql/scope/selectList.ts";
import { statementScopes } from "../../sql/scope/statementScopes.ts";
import { sqlTypes } from "../sqlKeywords.ts";
import { keywordsAfterValue, keywordsBeforeValue, statementKeywords } from "./keywordsAt.ts";
import { columnsIn, findRelation, type KnownRelation, type SqlKnowledge } from "./known.ts";
import { offerFunctions } from "./offerFunctions.ts";
import { spelledName } from "./spelledName.ts";
import { sqlExpectation } from "./sqlExpectation.ts";
import { type SqlPlace, sqlPlace, type TextRange } from "./sqlPlace.ts";

/** One thing to offer; of two that fit what was typed alike, the smaller `order` comes first. */
export interface SqlSuggestion {
  label: string;
  kind: "column" | "relation" | "function" | "keyword" | "type" | "parameter" | "file";
  insert: string;
  detail: string;
  order: number;
  /** Markdown, shown beside the list. */
  documentation?: string;
  /** Set where `insert` ends in `()`, and the caret belongs between them. */
  isCall?: boolean;
}

export interface SqlCompletions {
  /** The part of the text that a suggestion replaces. */
  replace: TextRange;
  suggestions: SqlSuggestion[];
}

/** What can stand at an offset (UTF-16 units) of a SQL cell's text. Never throws, whatever the text. */
export function sqlCompletions(text: string, offset: number, known: SqlKnowledge): SqlCompletions {
  const place = sqlPlace(text, offset);
  return { replace: place.word, suggestions: suggestionsAt(place, offset, known, text) };
}

function suggestionsAt(place: SqlPlace, offset: number, known: SqlKnowledge, text: string): SqlSuggestion[] {
  const { tree, previous } = place;
  const expected = sqlExpectation(place);
  switch (expected.kind) {
    case "nothing":
      return [];
    case "type":
      return sqlTypes.map((type) => plain(type, "type", "type", 0));
    case "parameter":
      return known.parameters.map(({ name, maker }, at) => ({
        ...plain(name, "parameter", maker.kind === "cell" ? `value of ${maker.label}` : "value", at),
        insert: text.slice(offset).trimStart().startsWith("}}") ? name : `${name}}}`,
      }));
    case "file":
      return known.relations.flatMap(({ name, maker }) =>
        maker?.kind === "source" ? [plain(maker.file, "file", name, 0)] : [],
      );
    case "statement":
      return keywords(statementKeywords, 0);
  }
  const scope = statementScopes(tree.tokens, columnsIn(known.relations)).at(offset);
  switch (expected.kind) {
    case "relation":
      return [
        ...scope.ctes.map((cte) => offerNamed(cte.name, "in this query", cte.columns?.length ?? 0, 0)),
        ...known.relations.map((relation) => offerRelation(relation, 1)),
        ...offerFunctions(known.functions, (kind) => kind === "table", 3, place, text),
        ...keywords(tree.text(previous) === "(" ? ["select", "from", "with", "values"] : ["lateral"], 4),
      ];
    case "member":
      return membersOf(expected.path, scope, known);
    case "joinColumn":
      return sharedColumns(scope);
    case "operator":
      return keywords(keywordsAfterValue(tree, previous, expected.clause), 0);
    case "keyword":
      return keywords(keywordsBeforeValue(tree, previous, expected.clause), 0);
    case "operand":
      return [
        ...offerColumns(scope, known),
        ...known.parameters.map(({ name }) => plain(`{{${name}}}`, "parameter", "value", 4)),
        ...offerFunctions(known.functions, (kind) => kind !== "table", 3, place, text),
        ...keywords(keywordsBeforeValue(tree, previous, expected.clause), 4),
      ];
  }
}

/** Columns that can be named, then what qualifies them. Of a query without relations yet, those of all relations. */
function offerColumns(scope: QueryScope, known: SqlKnowledge): SqlSuggestion[] {
  const found: SqlSuggestion[] = [];
  let order = 0;
  let hasRelations = false;
  for (let at: QueryScope | null = scope; at; at = at.outer, order++) {
    const { relations } = at;
    hasRelations ||= relations.length > 0;
    const owners = ownersByName(relations);
    for (const relation of relations)
      for (const column of relation.columns ?? []) {
        const isShared = (owners.get(column.name.toLowerCase()) ?? 0) > 1;
        found.push(offerColumn(column, relation.name, Math.min(order, 1), isShared));
      }
    for (const alias of at.aliases) found.push(offerColumn(alias, "", Math.min(order, 1), false));
    for (const { name, of, columns } of relations)
      if (name !== "")
        found.push(offerNamed(name, of === null || of === name ? "" : of, columns?.length ?? 0, 2));
  }
  if (!hasRelations)
    for (const relation of known.relations.slice(0, 20))
      for (const column of relation.columns) found.push(offerColumn(column, relation.name, 5, false));
  return firstOfEachName(found);
}

/** How many relations have a column of a name (lower case), not counting those that a join made one. */
function ownersByName(relations: QueryScope["relations"]): Map<string, number> {
  const owners = new Map<string, number>();
  for (const { columns, merged } of relations)
    for (const { name } of columns ?? []) {
      const key = name.toLowerCase();
      if (!merged.has(key)) owners.set(key, (owners.get(key) ?? 0) + 1);
    }
  return owners;
}

function membersOf(path: readonly string[], scope: QueryScope, known: SqlKnowledge): SqlSuggestion[] {
  const [first = "", ...rest] = path;
  for (let at: QueryScope | null = scope; at; at = at.outer) {
    const relation = rest.length === 0 ? findInScope(at.relations, first) : null;
    if (relation?.columns)
      return (relation.columns ?? []).map((column) => offerColumn(column, relation.name, 0, false));
    const column = columnAt(path, at, at.aliases);
    if (column) return fieldsOf(column);
  }
  if (/^main$/i.test(first) && rest.length === 0)
    return known.relations.map((relation) => offerRelation(relation, 0));
  // Of a relation that stands nowhere yet: `select orders.` before its FROM is written.
  const relation = findRelation(known.relations, first);
  if (!relation) return [];
  if (rest.length === 0)
    return relation.columns.map((column) => offerColumn(column, relation.name, 0, false));
  const column = relation.columns.find(({ name }) => name.toLowerCase() === rest[0]?.toLowerCase());
  const field = column && fieldAt(column, rest.slice(1));
  return field ? fieldsOf(field) : [];
}

function fieldsOf(column: ScopeColumn): SqlSuggestion[] {
  const fields = fieldsOfType(column.type) ?? fieldsOfType(elementOfType(column.type)) ?? [];
  return fields.map((field) => offerColumn(field, column.name, 0, false));
}

/** Columns that at least two relations have, which USING can join by. */
function sharedColumns(scope: QueryScope): SqlSuggestion[] {
  const seen = new Map<string, number>();
  const all = scope.relations.flatMap((relation) =>
    (relation.columns ?? []).map((column) => ({ column, relation: relation.name })),
  );
  for (const { column } of all)
    seen.set(column.name.toLowerCase(), (seen.get(column.name.toLowerCase()) ?? 0) + 1);
  const shared = all.filter(({ column }) => (seen.get(column.name.toLowerCase()) ?? 0) > 1);
  return firstOfEachName(
    (shared.length > 0 ? shared : all).map(({ column, relation }) => offerColumn(column, relation, 0, false)),
  );
}

function offerColumn(column: ScopeColumn, relation: string, order: number, isShared: boolean): SqlSuggestion {
  const { name, type } = column;
  const insert =
    isShared && relation !== "" ? `${spelledName(relation)}.${spelledName(name)}` : spelledName(name);
  const detail = [type ?? "", relation].filter((part) => part !== "").join(" · ");
  // What two relations have is told apart by its relation, in the list and in the text.
  const label = isShared && relation !== "" ? `${relation}.${name}` : name;
  return { label, kind: "column", insert, detail, order };
}

function offerRelation({ name, columns, maker, isExpected }: KnownRelation, order: number): SqlSuggestion {
  const made = maker?.kind === "cell" && (columns.length === 0 || isExpected) ? "has not run" : "";
  return offerNamed(name, made, columns.length, order);
}

function offerNamed(name: string, what: string, columns: number, order: number): SqlSuggestion {
  const count = columns === 0 ? "" : columns === 1 ? "1 column" : `${columns} columns`;
  const detail = [count, what].filter((part) => part !== "").join(" · ");
  return { label: name, kind: "relation", insert: spelledName(name), detail, order };
}

function keywords(all: readonly string[], order: number): SqlSuggestion[] {
  // The order within tens keeps the likeliest first.
  return all.map((keyword, at) => plain(keyword, "keyword", "", order + at / 1000));
}

function plain(label: string, kind: SqlSuggestion["kind"], detail: string, order: number): SqlSuggestion {
  return { label, kind, insert: label, detail, order };
}

function firstOfEachName(suggestions: SqlSuggestion[]): SqlSuggestion[] {
  const seen = new Set<string>();
  return suggestions.filter(({ label, kind }) => {
    const key = `${kind} ${label.toLowerCase()}`;
    return !seen.has(key) && seen.add(key);
  });
}
