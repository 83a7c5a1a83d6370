import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import type { Mend } from "./hint.ts";

/** Puts an expression in a column's place and leaves all others as they are. */
export function replacing(label: string, column: string, expression: string): Mend {
  return {
    label,
    sql: (relation) =>
      `select * replace (\n  ${expression} as ${bareName(column)}\n)\nfrom ${bareName(relation)}`,
  };
}

export function leavingOut(column: string): Mend {
  return {
    label: "Leave the column out",
    sql: (relation) => `select * exclude (${bareName(column)})\nfrom ${bareName(relation)}`,
  };
}

export function inList(column: string, texts: readonly string[]): string {
  return `${bareName(column)} in (${texts.map(quoteLiteral).join(", ")})`;
}
