import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import type { Mend } from "./hint.ts";

/**
 * Puts an expression in a column's place and leaves all others as they are. `step` is the step of a `clean` cell that does
 * the same; where none is given it is the one that takes SQL.
 */
export function replacing(
  label: string,
  column: string,
  expression: string,
  step: Mend["step"] = { derive: { [column]: expression.replace(/\s+/g, " ") } },
): Mend {
  return {
    label,
    step: columnStep(column, step),
    sql: (relation) =>
      `select * replace (\n  ${expression} as ${bareName(column)}\n)\nfrom ${bareName(relation)}`,
  };
}

export function leavingOut(column: string): Mend {
  return {
    label: "Leave the column out",
    step: columnStep(column, { drop: [column] }),
    sql: (relation) => `select * exclude (${bareName(column)})\nfrom ${bareName(relation)}`,
  };
}

/** A column called so cannot be told from all columns in a recipe. */
function columnStep(column: string, step: Mend["step"]): Mend["step"] {
  return column === "*" ? null : step;
}

export function inList(column: string, texts: readonly string[]): string {
  return `${bareName(column)} in (${texts.map(quoteLiteral).join(", ")})`;
}
