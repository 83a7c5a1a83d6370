/**
 * One step of a `clean` cell, as plain data in the shape of its YAML: `{ map: { column: "city", values: {…} } }`. A value
 * that is mapped to null becomes NULL.
 */
export type ProposedStep =
  | { trim: string[] }
  | { map: { column: string; values: Record<string, string | null> } }
  /** `find` is a regular expression of RE2, and `\1` in what comes stands for its first group. */
  | { replace: { columns: string[]; find: string; with: string; regex: true } }
  | { nulls: { columns: string[]; texts: string[] } }
  | { cast: { columns: string[]; to: "DOUBLE" } }
  /** Columns and their SQL. */
  | { derive: Record<string, string> };

/** A value as it is and as it would be, and in how many rows. */
export interface RepairExample {
  from: string | null;
  to: string | null;
  rows: number;
}

/** What is likely wrong with a column, and the steps that mend it. */
export interface Proposal {
  /** Which rule says so, as in the names of files: "null-words", "typos". */
  rule: string;
  column: string;
  steps: ProposedStep[];
  /** How many cells the steps change. */
  cells: number;
  /** 0 to 1: how sure it is that each of these cells is wrong and becomes what was meant. */
  confidence: number;
  /** One sentence: what was found. */
  title: string;
  /** One sentence: why it is thought to be wrong. */
  reason: string;
  /** The most frequent ones first, at most `mostExamples`. */
  examples: RepairExample[];
}

export const mostExamples = 50;

/** The policy for accepting without a look: proposals at least this sure, and no others. */
export const sureEnough = 0.8;

/** The proposals that are accepted without a look. */
export function sureProposals(proposals: readonly Proposal[]): Proposal[] {
  return proposals.filter(({ confidence }) => confidence >= sureEnough);
}

/** The examples to show of what changes, the most frequent ones first. */
export function examplesOf(changes: readonly RepairExample[]): RepairExample[] {
  return [...changes].sort((a, b) => b.rows - a.rows).slice(0, mostExamples);
}

/** How many cells change. */
export function cellsOf(changes: readonly RepairExample[]): number {
  return changes.reduce((sum, { rows }) => sum + rows, 0);
}
