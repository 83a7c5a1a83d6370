import type { Column } from "../engine/protocol.ts";
import { quoteLiteral } from "../sql/quote.ts";
import { unitsOf, writeUnits } from "./exactBound.ts";
import type { Filter } from "./gridView.ts";
import { valueFamily } from "./valueFamily.ts";
import { comparedSql, dayAfter, textSql, valueSql, whyNoValue } from "./valueSql.ts";

/** A predicate, or why the filter does not fit its column any more. */
export type FilterSql = { ok: true; sql: string } | { ok: false; reason: string };

/** Whether rows pass a filter, as an expression over its column (`expression` in SQL) that is true or not true. */
export function filterSql(filter: Filter, column: Column, expression: string): FilterSql {
  switch (filter.kind) {
    case "null":
      return { ok: true, sql: `${expression} is ${filter.isNull ? "" : "not "}null` };
    case "text":
      return { ok: true, sql: textFilter(filter, column, expression) };
    case "values":
      return valuesFilter(filter, column, expression);
    case "range":
      return rangeFilter(filter, column, expression);
  }
}

type Of<K extends Filter["kind"]> = Extract<Filter, { kind: K }>;

function textFilter(filter: Of<"text">, column: Column, expression: string): string {
  const plain = textSql(expression, valueFamily(column.type));
  const { how, matchCase, not } = filter;
  const holds = () => {
    if (how === "matches") {
      const flags = matchCase ? "" : ", 'i'";
      return `regexp_matches(${plain}, ${quoteLiteral(filter.text)}${flags})`;
    }
    const text = matchCase ? plain : `lower(${plain})`;
    const sought = matchCase ? quoteLiteral(filter.text) : lowered(filter.text);
    if (how === "equals") return `${text} = ${sought}`;
    const call = { contains: "contains", starts: "starts_with", ends: "ends_with" }[how];
    return `${call}(${text}, ${sought})`;
  };
  return not ? `(${holds()}) is not true` : holds();
}

/** Lower case as DuckDB makes it: other than plain ASCII is left to it. */
function lowered(text: string): string {
  return /^[ -~]*$/.test(text) ? quoteLiteral(text.toLowerCase()) : `lower(${quoteLiteral(text)})`;
}

function valuesFilter({ values, not }: Of<"values">, column: Column, expression: string): FilterSql {
  const texts = values.filter((value) => value !== null);
  for (const text of texts) {
    const why = whyNoValue(text, column.type);
    if (why) return { ok: false, reason: why };
  }
  const compared = comparedSql(expression, valueFamily(column.type));
  const list = texts.map((text) => valueSql(text, column));
  const hasNull = texts.length < values.length;
  if (list.length === 0) {
    if (hasNull) return { ok: true, sql: `${expression} is ${not ? "not " : ""}null` };
    return { ok: true, sql: not ? "true" : "false" };
  }
  const [only] = list;
  if (not) {
    const others = list.length === 1 ? `${compared} <> ${only}` : `${compared} not in (${list.join(", ")})`;
    return { ok: true, sql: hasNull ? others : `(${others} or ${expression} is null)` };
  }
  const these = list.length === 1 ? `${compared} = ${only}` : `${compared} in (${list.join(", ")})`;
  return { ok: true, sql: hasNull ? `(${these} or ${expression} is null)` : these };
}

function rangeFilter(filter: Of<"range">, column: Column, expression: string): FilterSql {
  const family = valueFamily(column.type);
  if (
    family.kind !== "number" &&
    family.kind !== "date" &&
    family.kind !== "instant" &&
    family.kind !== "time"
  )
    return { ok: false, reason: `${column.type} has no ranges.` };
  for (const bound of [filter.from, filter.to]) {
    const why = bound === null ? null : whyNoValue(bound, column.type);
    if (why) return { ok: false, reason: why };
  }
  const parts =
    family.kind === "number" && family.scale !== null
      ? exactRange(filter, column, expression, { ...family, scale: family.scale })
      : plainRange(filter, column, expression);
  if (parts === null) return { ok: false, reason: "A bound has too many digits." };
  if (parts.length === 0) parts.push(`${expression} is not null`);
  // To DuckDB NaN is greater than all numbers.
  if (family.kind === "number" && family.scale === null && filter.to === null)
    parts.push(`not isnan(${expression})`);
  return { ok: true, sql: parts.join(" and ") };
}

function plainRange({ from, to, isToIncluded }: Of<"range">, column: Column, expression: string): string[] {
  const parts: string[] = [];
  if (from !== null) parts.push(`${expression} >= ${valueSql(from, column)}`);
  if (to === null) return parts;
  const next = isToIncluded && valueFamily(column.type).kind === "instant" ? dayAfter(to) : null;
  const mark = isToIncluded && next === null ? "<=" : "<";
  return [...parts, `${expression} ${mark} ${valueSql(next ?? to, column)}`];
}

/** Bounds as numbers that the column can hold: a cast would round them, and a wider type may not exist. */
function exactRange(
  { from, to, isToIncluded }: Of<"range">,
  column: Column,
  expression: string,
  { scale, least, most }: { scale: number; least: bigint | null; most: bigint | null },
): string[] | null {
  const parts: string[] = [];
  const written = (units: bigint) => valueSql(writeUnits(units, scale), column);
  if (from !== null) {
    const bound = unitsOf(from, scale, "up");
    if (!bound.ok) return null;
    if (most !== null && bound.units > most) return ["false"];
    if (least === null || bound.units > least) parts.push(`${expression} >= ${written(bound.units)}`);
  }
  if (to !== null) {
    const bound = unitsOf(to, scale, isToIncluded ? "down" : "up");
    if (!bound.ok) return null;
    if (least !== null && (isToIncluded ? bound.units < least : bound.units <= least)) return ["false"];
    if (most === null || (isToIncluded ? bound.units < most : bound.units <= most))
      parts.push(`${expression} ${isToIncluded ? "<=" : "<"} ${written(bound.units)}`);
  }
  return parts;
}
