import { quoteIdentifier } from "../sql/quote.ts";
import type { MatchSetup } from "./setup.ts";

/** One step of the work: what it is called while it runs, and its statement. */
export interface MatchStep {
  readonly label: string;
  readonly sql: string;
}

/** Relations that stay beside the accepted pairs: all scored pairs, what their levels weigh, the expected curve, decisions. */
export const keptTables = ["candidates", "weights", "curve", "decisions"] as const;

/** The tables that a match makes on its way and that are dropped at its end. */
export const workTables = [
  "left",
  "right",
  "words",
  "terms",
  "keys",
  "blocks",
  "pairs",
  "vectors",
  "base",
  "scores",
  "taken",
  "links",
  "kept",
  "groups",
] as const;

/** Those that only an estimate makes. */
const estimateTables = ["sample", "sketches", "near", "listed"] as const;

export type WorkTable = (typeof workTables | typeof estimateTables)[number];

/** The quoted name of a work table; `work` is what they are called after. */
export function workTable(work: string, table: WorkTable): string {
  return quoteIdentifier(`${work}__${table}`);
}

/** A step that makes a work table of a query's rows. */
export function making(setup: MatchSetup, label: string, table: WorkTable, query: string): MatchStep {
  return { label, sql: `create or replace table ${workTable(setup.work, table)} as\n${query}` };
}

/** A step that adds a query's rows to a work table. */
export function adding(setup: MatchSetup, label: string, table: WorkTable, query: string): MatchStep {
  return { label, sql: `insert into ${workTable(setup.work, table)}\n${query}` };
}

/** The sides of a match with the tables of their records: two, or one that is compared with itself. */
export function sidesOf(setup: MatchSetup): { table: "left" | "right"; at: 0 | 1 }[] {
  const left = { table: "left", at: 0 } as const;
  return setup.right ? [left, { table: "right", at: 1 }] : [left];
}

/** The quoted name of the table in which the right record of a pair is found. */
export function rightRecords({ work, right }: MatchSetup): string {
  return workTable(work, right ? "right" : "left");
}

/** SQL of the number of all records. */
export function recordCount(setup: MatchSetup): string {
  return sidesOf(setup)
    .map(({ table }) => `(select count(*) from ${workTable(setup.work, table)})`)
    .join(" + ");
}
