import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import { spaceClass } from "../sql/spaceClass.ts";
import type { ProposedStep } from "./proposal.ts";

/**
 * The SELECT that proposed steps come to, over what stands behind FROM. All columns stay, in their order. It is what
 * later rules look through and what previews count; a `clean` cell compiles the same steps by itself.
 */
export function stepsSql(from: string, steps: readonly ProposedStep[]): string {
  let sql = `select * from ${from}`;
  for (const step of steps) {
    const replaced = replacements(step);
    if (replaced.length === 0) continue;
    const list = replaced.map(({ column, to }) => `${to} as ${quoteIdentifier(column)}`);
    sql = `select * replace (${list.join(", ")}) from (${sql})`;
  }
  return sql;
}

/** What columns become by one step. */
function replacements(step: ProposedStep): { column: string; to: string }[] {
  if ("trim" in step)
    return step.trim.map((column) => ({
      column,
      to: `trim(regexp_replace(${quoteIdentifier(column)}, '[${spaceClass}]+', ' ', 'g'))`,
    }));
  if ("nulls" in step) {
    const texts = step.nulls.texts.map(quoteLiteral).join(", ");
    return step.nulls.columns.map((column) => {
      const name = quoteIdentifier(column);
      return {
        column,
        to: `case when lower(trim(${name})) in (${texts}) then null else ${name} end`,
      };
    });
  }
  if ("map" in step) return mapped(step.map);
  if ("replace" in step) {
    const { columns, find, with: by } = step.replace;
    return columns.map((column) => ({
      column,
      to: `regexp_replace(${quoteIdentifier(column)}, ${quoteLiteral(find)}, ${quoteLiteral(by)}, 'g')`,
    }));
  }
  if ("cast" in step)
    return step.cast.columns.map((column) => ({
      column,
      to: `try_cast(${quoteIdentifier(column)} as ${step.cast.to})`,
    }));
  return Object.entries(step.derive).map(([column, to]) => ({ column, to }));
}

function mapped({ column, values }: { column: string; values: Record<string, string | null> }) {
  const pairs = Object.entries(values);
  if (pairs.length === 0) return [];
  const name = quoteIdentifier(column);
  const keys = pairs.map(([from]) => quoteLiteral(from)).join(", ");
  const targets = pairs.map(([, to]) => (to === null ? "NULL" : quoteLiteral(to))).join(", ");
  // A list of keys and one of targets: one look-up a row, however many pairs.
  return [
    {
      column,
      to: `case when ${name} in (${keys}) then ([${targets}])[list_position([${keys}], ${name})] else ${name} end`,
    },
  ];
}
