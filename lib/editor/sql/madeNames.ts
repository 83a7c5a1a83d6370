import type { Cell } from "../../notebook/document.ts";
import { splitStatements } from "../../sql/statements.ts";
import { identifierOf, significant, tokenize } from "../../sql/tokenize.ts";

const known = new WeakMap<Cell, readonly string[]>();

/**
 * Names (lower case) of what a SQL cell makes that is no relation: macros, types, sequences, schemas, prepared
 * statements. Until the cell has run, the engine does not know them.
 */
export function madeNames(cell: Cell): readonly string[] {
  const before = known.get(cell);
  if (before) return before;
  const names = cell.kind === "sql" ? namesIn(cell.source) : [];
  known.set(cell, names);
  return names;
}

function namesIn(sql: string): string[] {
  if (!/\b(create|prepare)\b/i.test(sql)) return [];
  return splitStatements(sql).flatMap(({ text }) => {
    const tokens = significant(tokenize(text));
    const word = (i: number) => (tokens[i]?.kind === "word" ? tokens[i].text.toUpperCase() : "");
    let at = 0;
    if (word(at) !== "PREPARE") {
      if (word(at++) !== "CREATE") return [];
      while (/^(OR|REPLACE|TEMP|TEMPORARY|PERSISTENT)$/.test(word(at))) at++;
      if (!/^(MACRO|FUNCTION|TYPE|SEQUENCE|SCHEMA)$/.test(word(at))) return [];
    }
    at++;
    while (/^(IF|NOT|EXISTS)$/.test(word(at))) at++;
    const name = identifierOf(tokens[at]);
    return name === null ? [] : [name.toLowerCase()];
  });
}
