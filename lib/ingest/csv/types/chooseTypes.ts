import type { Column } from "../../../engine/protocol.ts";
import { quoteIdentifier, quoteLiteral } from "../../../sql/quote.ts";
import type { CsvOptions } from "../options/CsvOptions.ts";
import type { CastRule } from "./CastRule.ts";
import { usualNulls } from "./guessRules.ts";
import { decimalRule } from "./numberRules.ts";

/** A column of text with the rules that may read it, the best first; text where none is left. */
export interface TypedColumn {
  name: string;
  rules: CastRule[];
  /** A type that was asked for: what does not fit it is rejected instead of another rule tried. */
  asked: string | null;
  notes: string[];
}

/** What a look at all values of a column under its first rule found; counts are values. */
export interface MeasuredColumn {
  misfits: number;
  /** One of the values that do not fit. */
  example: string | null;
  /** Words for no value, which become NULL. */
  missing: number;
  /** The rule's rival fits all values too. */
  rivalFits: boolean;
  /** The most digits before and after the point. */
  whole: number;
  scale: number;
}

/** SQL of a column's text, spaces around it aside; NULL for an empty one or a word for no value. */
function textOf(name: string, options: CsvOptions): string {
  const words = (options.nulls ?? usualNulls).map(quoteLiteral).join(", ");
  const trimmed = `nullif(trim(${quoteIdentifier(name)}), '')`;
  return words === "" ? trimmed : `CASE WHEN ${trimmed} IN (${words}) THEN NULL ELSE ${trimmed} END`;
}

/**
 * The SELECT that measures the columns that still have a rule, or null where none has: one row, six texts a column
 * (see `readMeasured`). `relation` is SQL, quoted.
 */
export function measureSql(
  relation: string,
  columns: readonly TypedColumn[],
  options: CsvOptions,
): string | null {
  const measured = columns.filter(({ rules }) => rules.length > 0);
  if (measured.length === 0) return null;
  const values = measured.flatMap(({ name }, index) => [
    `${textOf(name, options)} AS v${index}`,
    `nullif(trim(${quoteIdentifier(name)}), '') AS t${index}`,
  ]);
  const facts = measured.flatMap(({ rules: [rule] }, index) => {
    const v = `v${index}`;
    const fits = rule ? rule.fits(v) : "true";
    const rival = rule?.rival
      ? `count(*) FILTER (WHERE ${v} IS NOT NULL AND NOT coalesce(${rule.rival.fits(v)}, false))`
      : "1";
    const digits = (part: string) => (rule?.isNumber ? `max(length(${part}))` : "0");
    return [
      `count(*) FILTER (WHERE ${v} IS NOT NULL AND NOT coalesce(${fits}, false))`,
      `min(${v}) FILTER (WHERE ${v} IS NOT NULL AND NOT coalesce(${fits}, false))`,
      `count(t${index}) - count(${v})`,
      rival,
      digits(`regexp_extract(${v}, '^[+-]?([0-9]*)', 1)`),
      digits(`regexp_extract(${v}, '\\.([0-9]*)', 1)`),
    ].map((sql, part) => `(${sql})::VARCHAR AS m${index}_${part}`);
  });
  return `SELECT ${facts.join(", ")} FROM (SELECT ${values.join(", ")} FROM ${relation})`;
}

/** Reads the one row of `measureSql`; null for columns that were not measured. */
export function readMeasured(
  columns: readonly TypedColumn[],
  row: readonly (string | null)[],
): (MeasuredColumn | null)[] {
  let at = 0;
  return columns.map(({ rules }) => {
    if (rules.length === 0) return null;
    const [misfits, example, missing, rival, whole, scale] = row.slice(at, at + 6);
    at += 6;
    return {
      misfits: Number(misfits),
      example: example ?? null,
      missing: Number(missing),
      rivalFits: Number(rival) === 0,
      whole: Number(whole ?? 0),
      scale: Number(scale ?? 0),
    };
  });
}

/**
 * Keeps the rules that fit all values and moves the other columns on to their next rule; `isSettled` where none moved,
 * else measure again. Each turn takes a rule away, so it ends.
 */
export function settleTypes(
  columns: readonly TypedColumn[],
  measured: readonly (MeasuredColumn | null)[],
): { columns: TypedColumn[]; isSettled: boolean } {
  let isSettled = true;
  const settled = columns.map((column, index) => {
    const seen = measured[index];
    const [rule, ...others] = column.rules;
    if (!seen || !rule) return column;
    if (seen.misfits > 0 && column.asked === null) {
      isSettled = false;
      const exact = rule.type === "DOUBLE" && rule.isNumber ? decimalRule(seen.whole, seen.scale) : null;
      const rules = exact ? [exact, ...others] : others;
      const example = (seen.example ?? "").slice(0, 60);
      const notes =
        rules.length > 0 ? [] : [`column ${column.name} stays text: ${example} is no ${rule.label}`];
      return { ...column, rules, notes };
    }
    return { ...column, notes: notesOf(column, rule, seen) };
  });
  return { columns: settled, isSettled };
}

function notesOf({ name, notes }: TypedColumn, rule: CastRule, seen: MeasuredColumn): string[] {
  const found = [...notes.filter((note) => !note.startsWith(`column ${name} `))];
  if (rule.note) found.push(`column ${name}: ${rule.note}`);
  if (seen.rivalFits && rule.rival) {
    found.push(
      `column ${name}: all values would fit ${rule.rival.label} as well; set the date format if that is meant`,
    );
  }
  if (seen.missing > 0) found.push(`column ${name}: words for no value are read as NULL: ${seen.missing}`);
  return found;
}

/** The columns with their types, and for those that do not stay as they are the SQL of their values. */
export function typedColumnsSql(
  columns: readonly TypedColumn[],
  options: CsvOptions,
): (Column & { sql: string | null })[] {
  return columns.map(({ name, rules: [rule] }) => ({
    name,
    type: rule?.type ?? "VARCHAR",
    sql: rule ? rule.cast(`(${textOf(name, options)})`) : null,
  }));
}

/** The SELECT that gives the columns of a relation (SQL) their types, and those types. */
export function typedSelect(
  relation: string,
  columns: readonly TypedColumn[],
  options: CsvOptions,
): { sql: string; columns: Column[] } {
  const typed = typedColumnsSql(columns, options);
  const list = typed.map(({ name, sql }) => {
    const quoted = quoteIdentifier(name);
    return sql === null ? quoted : `${sql} AS ${quoted}`;
  });
  return {
    sql: `SELECT ${list.join(", ")} FROM ${relation}`,
    columns: typed.map(({ name, type }) => ({ name, type })),
  };
}

/** The SELECT of values that an asked type refuses, one row each: row number from 1, column, text; null where none is asked. */
export function misfitsSql(
  relation: string,
  columns: readonly TypedColumn[],
  options: CsvOptions,
): string | null {
  const asked = columns.filter((column) => column.asked !== null && column.rules.length > 0);
  if (asked.length === 0) return null;
  // A name that no column has: the table's own "n" would stand in the way of ours.
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  let number = "row_number";
  while (taken.has(number)) number += "_";
  const selects = asked.map(({ name, rules: [rule] }) => {
    const v = textOf(name, options);
    return (
      `SELECT ${number} AS n, ${quoteLiteral(name)} AS column_name, ${quoteIdentifier(name)} AS raw FROM numbered ` +
      `WHERE (${v}) IS NOT NULL AND NOT coalesce(${rule ? rule.fits(`(${v})`) : "true"}, false)`
    );
  });
  return `WITH numbered AS (SELECT row_number() OVER () AS ${number}, * FROM ${relation}) ${selects.join(" UNION ALL ")}`;
}
