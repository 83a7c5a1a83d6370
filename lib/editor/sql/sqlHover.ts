import type { ScopeColumn } from "../../sql/scope/scopeTypes.ts";
import type { KnownRelation, Maker, SqlKnowledge } from "./known.ts";
import { describeFunction, fenced } from "./offerFunctions.ts";
import { spelledName } from "./spelledName.ts";
import type { TextRange } from "./sqlPlace.ts";
import { type SqlSymbol, sqlSymbol } from "./sqlSymbol.ts";

/** Columns that are listed of a relation; of more, their number is told. */
const mostColumns = 40;

/** What is known of the word at an offset of a SQL cell, as Markdown whose names and types all stand in code. */
export function sqlHover(
  text: string,
  offset: number,
  known: SqlKnowledge,
): { range: TextRange; markdown: string } | null {
  const symbol = sqlSymbol(text, offset, known);
  return symbol ? { range: symbol.range, markdown: wordsFor(symbol) } : null;
}

function wordsFor(symbol: SqlSymbol): string {
  switch (symbol.kind) {
    case "relation":
      return describeRelation(symbol.relation);
    case "local":
      return [heading(symbol.name, symbol.columns ?? []), "Made by this query."].join("\n\n");
    case "column": {
      const { column, relation, of } = symbol;
      const type = column.type ?? "type known once it runs";
      const owner = relation === "" ? "Named by this query." : `Column of ${code(relation)}`;
      const made = of?.maker ? `, ${madeBy(of.maker)}` : "";
      return [fenced(`${spelledName(column.name)} ${type}`), `${owner}${made}`].join("\n\n");
    }
    case "function":
      return describeFunction(symbol.called) || fenced(`${symbol.called.name}(…)`);
    case "parameter":
      return [fenced(`{{${symbol.parameter.name}}}`), `Value ${madeBy(symbol.parameter.maker)}`].join("\n\n");
  }
}

function describeRelation({ name, columns, rowCount, maker, isExpected }: KnownRelation): string {
  const rows =
    rowCount == null ? null : `${rowCount.toLocaleString("en")} ${rowCount === 1 ? "row" : "rows"}`;
  const count =
    columns.length === 0 ? null : `${columns.length} ${columns.length === 1 ? "column" : "columns"}`;
  const state = isExpected || (columns.length === 0 && maker?.kind === "cell") ? "has not run" : null;
  const facts = [rows, count, state].filter((fact) => fact !== null).join(" · ");
  return [heading(name, columns), facts, maker ? capital(madeBy(maker)) : ""]
    .filter((part) => part !== "")
    .join("\n\n");
}

function heading(name: string, columns: readonly ScopeColumn[]): string {
  const shown = columns
    .slice(0, mostColumns)
    .map((column) => `  ${spelledName(column.name)} ${shortType(column.type ?? "?")}`);
  if (columns.length > mostColumns) shown.push(`  -- and ${columns.length - mostColumns} more`);
  return fenced(shown.length === 0 ? spelledName(name) : `${spelledName(name)}\n${shown.join("\n")}`);
}

/** An ENUM of many values would fill the screen. */
function shortType(type: string): string {
  return type.length > 80 ? `${type.slice(0, 79)}…` : type;
}

function madeBy(maker: Maker): string {
  return maker.kind === "cell" ? `made by the cell ${code(maker.label)}` : `read from ${code(maker.file)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Text as Markdown code, whatever is in it. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${mark}${space}${text.replaceAll("\n", " ")}${space}${mark}`;
}
