import type { Column } from "../engine/protocol.ts";
import { highlightText } from "./highlightText.ts";
import { lexLine } from "./lexLine.ts";
import { sqlFunctions } from "./sqlFunctions.ts";
import { reservedSqlWords, sqlKeywords, sqlTypes } from "./sqlKeywords.ts";
import { sqlLanguage } from "./sqlLanguage.ts";

/** A relation that cells can read now. */
export interface KnownRelation {
  name: string;
  columns: readonly Column[];
}

/** One thing to offer; `insert` is put in place of the word at the caret, and the smaller `order` comes first. */
export interface SqlSuggestion {
  label: string;
  kind: "column" | "relation" | "function" | "keyword" | "type";
  insert: string;
  detail: string;
  order: number;
}

// Enough for any statement people write by hand; a cell of 1 MB must not be read again on every key.
const reachBefore = 20_000;
const reachAfter = 5_000;
const word = /[\p{L}_][\p{L}\p{N}_$]*$/u;
const named = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)`;

/**
 * What can stand at the caret of a SQL cell, whose text is `before` + `after`.
 * Columns of the relations that the statement names come first; after a dot come that relation's columns alone.
 */
export function sqlCompletions(
  before: string,
  after: string,
  relations: readonly KnownRelation[],
): SqlSuggestion[] {
  const near = before.slice(-reachBefore);
  if (inTextOrComment(near)) return [];
  const code = blank(near);
  const head = code.slice(code.lastIndexOf(";") + 1).replace(word, "");
  if (/::\s*$/.test(head)) return sqlTypes.map((type) => plain(type, "type", "type", 0));

  const rest = blank(after.slice(0, reachAfter)).split(";")[0] ?? "";
  const scope = relationsInScope(`${head} ${rest}`, relations);
  const qualifier = new RegExp(`(${named})\\s*\\.\\s*$`, "u").exec(head)?.[1];
  if (qualifier !== undefined) {
    const relation = scope.get(foldName(qualifier)) ?? find(relations, qualifier);
    return relation ? columnsOf(relation, 0) : [];
  }
  if (/\b(?:from|join|into|update|table|describe|summarize|pivot|unpivot)\s+$/i.test(head)) {
    return [
      ...relations.map((relation) => offerRelation(relation, 0)),
      ...functions((kind) => kind === "table", 1),
      ...keywords(2),
    ];
  }
  const inScope = [...new Set(scope.values())];
  const columns = (inScope.length > 0 ? inScope : relations.slice(0, 20)).flatMap((relation) =>
    columnsOf(relation, inScope.length > 0 ? 0 : 3),
  );
  return [
    ...firstOfEachName(columns),
    ...relations.map((relation) => offerRelation(relation, 1)),
    ...functions((kind) => kind !== "table", 2),
    ...keywords(2),
  ];
}

/** The name as SQL has to spell it: quoted where it is reserved or not a plain lower-case word. */
export function spelledName(name: string): string {
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !reservedSqlWords.has(name.toLowerCase())) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

function inTextOrComment(text: string): boolean {
  let mode = "";
  let lastKind = "";
  for (const line of text.split("\n")) {
    const lexed = lexLine(sqlLanguage, line, mode);
    mode = lexed.mode;
    lastKind = lexed.tokens.at(-1)?.kind ?? "";
  }
  return (mode !== "" && mode !== "identifier") || lastKind === "comment";
}

/** The text with strings and comments as spaces, so that their words are not taken for names. */
function blank(text: string): string {
  return highlightText(text, "sql")
    .map((piece) =>
      piece.kind === "string" || piece.kind === "comment" ? piece.text.replace(/[^\n]/g, " ") : piece.text,
    )
    .join("");
}

/** What the statement calls its relations: names and aliases, folded. */
function relationsInScope(
  statement: string,
  relations: readonly KnownRelation[],
): Map<string, KnownRelation> {
  const scope = new Map<string, KnownRelation>();
  const mention = new RegExp(
    `(?:\\b(?:from|join|into|update|pivot|unpivot)\\s+|,\\s*)(${named})(?:\\s+(?:as\\s+)?(${named}))?`,
    "giu",
  );
  for (const [, name = "", alias] of statement.matchAll(mention)) {
    const relation = find(relations, name);
    if (!relation) continue;
    scope.set(foldName(name), relation);
    if (alias && !sqlKeywords.includes(alias.toLowerCase())) scope.set(foldName(alias), relation);
  }
  return scope;
}

function find(relations: readonly KnownRelation[], name: string): KnownRelation | undefined {
  const folded = foldName(name);
  return relations.find((relation) => relation.name.toLowerCase() === folded);
}

function foldName(written: string): string {
  return (written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written).toLowerCase();
}

function columnsOf(relation: KnownRelation, order: number): SqlSuggestion[] {
  return relation.columns.map(({ name, type }) => ({
    label: name,
    kind: "column",
    insert: spelledName(name),
    detail: `${type} · ${relation.name}`,
    order,
  }));
}

function offerRelation({ name, columns }: KnownRelation, order: number): SqlSuggestion {
  const detail = columns.length === 1 ? "1 column" : `${columns.length} columns`;
  return { label: name, kind: "relation", insert: spelledName(name), detail, order };
}

function functions(wanted: (kind: string) => boolean, order: number): SqlSuggestion[] {
  return sqlFunctions
    .filter(({ kind }) => wanted(kind))
    .map(({ name, kind }) =>
      plain(name, "function", kind === "scalar" ? "function" : `${kind} function`, order),
    );
}

function keywords(order: number): SqlSuggestion[] {
  return sqlKeywords.map((keyword) => plain(keyword, "keyword", "", order));
}

function plain(label: string, kind: SqlSuggestion["kind"], detail: string, order: number): SqlSuggestion {
  return { label, kind, insert: label, detail, order };
}

function firstOfEachName(columns: SqlSuggestion[]): SqlSuggestion[] {
  const seen = new Set<string>();
  return columns.filter(({ label }) => !seen.has(label) && seen.add(label));
}
