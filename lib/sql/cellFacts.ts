import { type StatementFacts, statementFacts } from "./statementFacts.ts";
import { splitStatements } from "./statements.ts";

/** What a SQL cell needs from others and gives to them; names as in StatementFacts. */
export interface SqlCellFacts {
  /** Relations read, or changed, that the cell has not made itself before. */
  reads: string[];
  /** Tables and views that its statements leave behind; the cell's own name is not among them. */
  defines: string[];
  placeholders: string[];
}

/** Facts of a whole SQL cell: a relation made by an earlier statement of the cell is not read from elsewhere. */
export function sqlCellFacts(sql: string): SqlCellFacts {
  const reads = new Map<string, string>();
  const made = new Map<string, string>();
  const placeholders = new Set<string>();
  for (const statement of splitStatements(sql)) {
    const facts: StatementFacts = statementFacts(statement.text);
    for (const name of [...facts.reads, ...facts.writes]) {
      const key = name.toLowerCase();
      if (!made.has(key) && !reads.has(key)) reads.set(key, name);
    }
    for (const name of facts.drops) made.delete(name.toLowerCase());
    for (const { name } of facts.creates) made.set(name.toLowerCase(), name);
    for (const name of facts.placeholders) placeholders.add(name);
  }
  return { reads: [...reads.values()], defines: [...made.values()], placeholders: [...placeholders] };
}
