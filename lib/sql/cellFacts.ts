import { statementFacts } from "./statementFacts.ts";
import { splitStatements } from "./statements.ts";

/** What a SQL cell reads from elsewhere and defines besides its own name. Names as written. */
export interface SqlCellFacts {
  reads: string[];
  defines: string[];
  placeholders: string[];
}

/** Reads a cell's text; what an earlier statement of the same cell creates is not a read. */
export function sqlCellFacts(sql: string): SqlCellFacts {
  const own = new Set<string>();
  const reads = new Map<string, string>();
  const defines: string[] = [];
  const placeholders = new Set<string>();
  for (const { text } of splitStatements(sql)) {
    const facts = statementFacts(text);
    for (const name of [...facts.reads, ...facts.writes]) {
      if (!own.has(name.toLowerCase())) reads.set(name.toLowerCase(), name);
    }
    for (const { kind, name } of facts.creates) {
      own.add(name.toLowerCase());
      if (kind === "table" || kind === "view" || kind === "macro table") defines.push(name);
    }
    for (const name of facts.placeholders) placeholders.add(name);
  }
  return { reads: [...reads.values()], defines, placeholders: [...placeholders] };
}
