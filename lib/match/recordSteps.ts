import { quoteIdentifier } from "../sql/quote.ts";
import { normalised, wordRoles, wordsOf } from "./normalise.ts";
import type { Comparison, MatchSetup } from "./setup.ts";
import { type MatchStep, making, recordCount, sidesOf, workTable } from "./workTables.ts";

/** Numbers of the comparisons that are made word by word, from 1 on. */
export function wordFields(setup: MatchSetup): number[] {
  return setup.comparisons.flatMap(({ role }, at) => (wordRoles.includes(role) ? [at + 1] : []));
}

/** Whether the words of all columns together say more than those of each: there are several. Their field is 0. */
export function hasWhole(setup: MatchSetup): boolean {
  return wordFields(setup).length > 1;
}

/** The fields of words that a record is described by. */
export function allWordFields(setup: MatchSetup): number[] {
  return hasWhole(setup) ? [0, ...wordFields(setup)] : wordFields(setup);
}

/** The field with the most words of a record. */
export const widestField = (setup: MatchSetup) => allWordFields(setup)[0] ?? 0;

/** Whether there are titles, inside which codes such as those of a product's model may stand. */
export function hasCodes(setup: MatchSetup): boolean {
  return setup.comparisons.some(({ role }) => role === "title");
}

/** The weight of a word, from its id: how rare it is, in natural logarithms. */
export const rarity = (id: string) => `((${id} & 1023) / 64.0)`;

/**
 * Steps that make the records of each side comparable: a table of records with a number (i), their key (k), their
 * values (v1, v2, …), and for word fields the ids of their words (w1, …) and their length as a vector (n1, …).
 */
export function recordSteps(setup: MatchSetup): MatchStep[] {
  const fields = wordFields(setup);
  const records = sidesOf(setup).map(({ table, at }) =>
    making(setup, "Preparing records", table, recordsQuery(setup, at)),
  );
  if (fields.length === 0) return records;
  const words = sidesOf(setup).flatMap(({ table, at }) =>
    wordQueries(setup, workTable(setup.work, table), at),
  );
  const terms = `select f, t, df, (row_number() over () << 10) | greatest(1, least(1023, round(64 * ln((1.0 + ${recordCount(setup)}) / df))))::BIGINT as id
from (select f, t, count(*) as df from ${workTable(setup.work, "words")} where t <> '' group by f, t)`;
  return [
    ...records,
    making(setup, "Listing words", "words", words.join("\nunion all\n")),
    making(setup, "Weighing words", "terms", terms),
    ...sidesOf(setup).map(({ table, at }) =>
      making(setup, "Weighing words", table, weighedQuery(setup, table, at)),
    ),
  ];
}

const columnOf = (comparison: Comparison, at: 0 | 1) =>
  quoteIdentifier(at === 0 ? comparison.left : comparison.right);

function recordsQuery(setup: MatchSetup, at: 0 | 1): string {
  const side = at === 0 ? setup.left : (setup.right ?? setup.left);
  const key = side.key === null ? "row_number() over ()" : quoteIdentifier(side.key);
  const values = setup.comparisons.flatMap((comparison, number) => {
    const column = columnOf(comparison, at);
    const value = `${normalised(comparison.role, column)} as v${number + 1}`;
    return wordRoles.includes(comparison.role) ? [value, `${wordsOf(column)} as t${number + 1}`] : [value];
  });
  const texts = setup.comparisons
    .filter(({ role }) => role === "title" || role === "text")
    .map((comparison) => `coalesce(${columnOf(comparison, at)}::VARCHAR, '')`);
  const squashed = hasCodes(setup)
    ? [
        `regexp_replace(lower(strip_accents(${texts.join(" || ' ' || ")})), '[^\\p{L}\\p{N}]+', '', 'g') as squashed`,
      ]
    : [];
  return `select (row_number() over ())::INT as i, ${key} as k,\n${[...values, ...squashed].join(",\n")}\nfrom ${quoteIdentifier(side.relation)}`;
}

function wordQueries(setup: MatchSetup, records: string, at: 0 | 1): string[] {
  const fields = wordFields(setup);
  const each = fields.map((f) => `select ${at} as side, i, ${f} as f, unnest(t${f}) as t from ${records}`);
  if (!hasWhole(setup)) return each;
  const whole = fields.reduce((lists, f) => `list_concat(${lists}, t${f})`, "[]::VARCHAR[]");
  return [...each, `select ${at}, i, 0, unnest(list_distinct(${whole})) from ${records}`];
}

function weighedQuery(setup: MatchSetup, table: "left" | "right", at: 0 | 1): string {
  const lists = allWordFields(setup).map(
    (f) =>
      `list(id) filter (f = ${f}) as w${f}, sqrt(sum(power(${rarity("id")}, 2)) filter (f = ${f})) as n${f}`,
  );
  if (hasCodes(setup)) lists.push(`list(t) filter (${isCode(setup)}) as codes`);
  const bare = wordFields(setup).map((f) => `t${f}`);
  const name = (which: "words" | "terms") => workTable(setup.work, which);
  return `select r.* exclude (${bare.join(", ")}), w.* exclude (i)
from ${workTable(setup.work, table)} r left join (
select i, ${lists.join(",\n")}
from ${name("words")} join ${name("terms")} using (f, t) where side = ${at} group by i) w using (i)`;
}

/** Words that look like a code and that few records have. */
function isCode(setup: MatchSetup): string {
  const isRare = `df <= greatest(5, sqrt(${recordCount(setup)}) / 10)`;
  const isMixed = "length(t) >= 4 and regexp_matches(t, '[0-9]') and regexp_matches(t, '[a-z]')";
  return `f = ${widestField(setup)} and ${isRare} and ((${isMixed}) or regexp_matches(t, '^[0-9]{5,}$'))`;
}
