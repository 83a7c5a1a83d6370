import { bareName } from "../sql/bareName.ts";
import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import { type CompiledStep, mappingSql, partOf, queryOf } from "./compileRecipe.ts";
import { indent } from "./stepSql.ts";

/** How many examples of each kind are shown. */
export const mostExamples = 100;

/** Queries that tell what a step does to the rows that reach it; every column of every answer is text. */
export interface EffectQueries {
  /** One row: `before` and `after` are counts of rows, then one count for each of `changed`, `failed`, `doubted` and `checks`. */
  counts: string;
  /** `column`, `before`, `after`, `rows`: distinct changes, the most frequent first; null where no cells change in place. */
  changes: string | null;
  /** `column`, `value`, `rows`: values that cannot be read; null where all can. */
  failures: string | null;
  /** Rows that the step leaves out; null where it leaves none out. */
  removed: string | null;
  /** For each of its checks a query of one row: `failed`, `rows` and `example`; and the rows that fail. */
  checks: readonly { name: string; stops: boolean; counts: string; failing: string | null }[];
  /** First rows of what it makes. */
  result: string;
  changed: readonly string[];
  failed: readonly { column: string; reason: string; isRejected: boolean }[];
  doubted: readonly { column: string; says: string }[];
  notes: readonly string[];
}

/** The queries of the last of these steps. */
export function effectQueries(steps: readonly CompiledStep[]): EffectQueries | null {
  const step = steps.at(-1);
  if (!step) return null;
  const before = steps.slice(0, -1);
  const { sql, from, makes } = step;
  const changed = sql.cells ?? [];
  const failed = sql.failures ?? [];
  const doubted = sql.doubts ?? [];
  const beside = changed.length === 0 ? null : besideQuery(steps, step);
  const wasOf = (at: number) => `was_${at + 1}_`;
  const differs = (column: string, at: number) =>
    `cast(${wasOf(at)} as varchar) is distinct from cast(${bareName(column)} as varchar)`;
  const counts = [
    `(select count(*) from ${from}) as before`,
    `(select count(*) from ${makes}) as after`,
    ...changed.map(
      (column, at) => `(select count(*) from step_after where ${differs(column, at)}) as changed_${at}`,
    ),
    ...failed.map(({ where }, at) => `(select count(*) from ${from} where ${where}) as failed_${at}`),
    ...doubted.map(({ where }, at) => `(select count(*) from ${from} where ${where}) as doubted_${at}`),
    ...(sql.checks ?? []).map(
      (check, at) => `(select failed from (\n${indent(check.counts)}\n)) as check_${at}`,
    ),
  ];
  return {
    counts: `${beside ?? `with ${partsOf(steps)}`}\nselect ${counts.map((count) => count.replace(/^(\(.*\)) as (\w+)$/s, "cast($1 as varchar) as $2")).join(",\n  ")}`,
    changes:
      beside === null
        ? null
        : `${beside}\nselect * from (\n${changed
            .map(
              (
                column,
                at,
              ) => `(select ${quoteLiteral(column)} as "column", cast(${wasOf(at)} as varchar) as before,
  cast(${bareName(column)} as varchar) as after, cast(count(*) as varchar) as rows
from step_after where ${differs(column, at)}
group by all order by count(*) desc, before limit ${mostExamples})`,
            )
            .join("\nunion all\n")}\n)`,
    failures:
      failed.length === 0
        ? null
        : queryOf(
            before,
            `(\n${failed
              .map(
                ({
                  column,
                  value,
                  where,
                  told,
                }) => `(select ${quoteLiteral(column)} as "column", cast(${value} as varchar) as value, ${told ? `${told} as why, ` : ""}cast(count(*) as varchar) as rows
from ${from} where ${where}
group by all order by count(*) desc, value limit ${mostExamples})`,
              )
              .join("\nunion all\n")}\n)`,
            step.mappings,
          ),
    removed: sql.removed
      ? textsOf(queryOf(before, `(\n${indent(sql.removed)}\n)`, step.mappings), mostExamples)
      : null,
    checks: (sql.checks ?? []).map(({ name, stops, counts: one, failing }) => ({
      name,
      stops,
      counts: textsOf(queryOf(before, `(\n${indent(one)}\n)`), 1),
      failing: failing === null ? null : textsOf(queryOf(before, `(\n${indent(failing)}\n)`), mostExamples),
    })),
    result: textsOf(queryOf(steps, makes), mostExamples),
    changed,
    failed: failed.map(({ column, reason, isRejected }) => ({ column, reason, isRejected })),
    doubted: doubted.map(({ column, says }) => ({ column, says })),
    notes: sql.notes ?? [],
  };
}

/** The rows of a query as text. */
export function textsOf(query: string, most: number): string {
  return `select columns(*)::varchar\nfrom (\n${query}\nlimit ${most}\n)`;
}

/** Every step as a part of WITH, and the mappings that they join. */
function partsOf(steps: readonly CompiledStep[]): string {
  const mappings = steps.flatMap((step) => step.mappings);
  return [
    ...mappings.map(
      (mapping) =>
        `${bareName(mapping.name)} as (\n${indent(mappingSql(mapping, 0, mapping.rows.length))}\n)`,
    ),
    ...steps.filter(({ sql }) => !sql.checks).map(partOf),
    "nothing_ as (select 1)",
  ].join(",\n");
}

/** The steps, and the last one again over rows that carry along what its cells were. */
function besideQuery(steps: readonly CompiledStep[], step: CompiledStep): string {
  const was = (step.sql.cells ?? []).map((column, at) => `${quoteIdentifier(column)} as was_${at + 1}_`);
  return `with ${partsOf(steps)},
step_before as (
  select *, ${was.join(", ")}
  from ${step.from}
),
step_after as (
${indent(step.over("step_before").select)}
)`;
}
