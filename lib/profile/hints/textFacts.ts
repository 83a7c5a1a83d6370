import { quoteIdentifier, quoteLiteral } from "../../sql/quote.ts";
import { type AskRows, numberAt, textAt } from "../askRows.ts";
import { profileSizes } from "../profileSizes.ts";
import type { AskedColumn } from "../profileSql.ts";
import { nullTokens, textPatterns } from "./textPatterns.ts";
import { thresholds } from "./thresholds.ts";

/** What the texts of a column look like: numbers of rows, of all or of a sample. */
export interface TextFacts {
  /** Not NULL. */
  values: number;
  distinct: number;
  empty: number;
  padded: number;
  mojibake: number;
  tokens: number;
  /** The words for "nothing" that stand there, as they are written. */
  tokenTexts: string[];
  /** Texts of two letters: where all are, "NA" is Namibia. */
  pairs: number;
  /** Of texts that are neither empty nor such a word. */
  number: number;
  leadingZero: number;
  english: number;
  continental: number;
  marked: number;
  unit: number;
  /** What stands behind the numbers, most frequent first. */
  units: string[];
  iso: number;
  withClock: number;
  withZone: number;
  offsets: number;
  dayFirst: number;
  monthFirst: number;
  localDate: number;
  /** Groups of texts that differ in case, accents, spaces or punctuation alone, the most frequent text first. */
  lookAlikes: { texts: string[]; rows: number }[];
  isSampled: boolean;
}

const separator = "\u001f";

/** Looks at each different text once. Rejects where a statement fails. */
export async function textFacts(
  ask: AskRows,
  from: string,
  column: AskedColumn,
  rows: number,
): Promise<TextFacts> {
  const isSampled = rows > profileSizes.countedTexts;
  const texts = differentTexts(from, column, isSampled ? (100 * profileSizes.textSample) / rows : 100);
  const [row] = await ask(countsOf(texts), 1);
  const count = (name: string) => numberAt(row, name);
  const list = (name: string) => (textAt(row, name) ?? "").split(separator).filter((text) => text !== "");
  const isCategories =
    count("distinct_texts") <= thresholds.mostCategories &&
    count("distinct_texts") <= thresholds.categoryShare * count("values_");
  const alike = isCategories ? await ask(lookAlikesOf(texts), 50) : [];
  return {
    values: count("values_"),
    distinct: count("distinct_texts"),
    empty: count("empty"),
    padded: count("padded"),
    mojibake: count("mojibake"),
    tokens: count("tokens"),
    tokenTexts: list("token_texts"),
    pairs: count("pairs"),
    number: count("number"),
    leadingZero: count("leadingZero"),
    english: count("english"),
    continental: count("continental"),
    marked: count("marked"),
    unit: count("unit"),
    units: list("units"),
    iso: count("iso"),
    withClock: count("withClock"),
    withZone: count("withZone"),
    offsets: count("offsets"),
    dayFirst: count("dayFirst"),
    monthFirst: count("monthFirst"),
    localDate: count("localDate"),
    lookAlikes: alike.map((group) => ({
      texts: (textAt(group, "texts") ?? "").split(separator),
      rows: numberAt(group, "n"),
    })),
    isSampled,
  };
}

function differentTexts(from: string, { name }: AskedColumn, percent: number): string {
  const value = quoteIdentifier(name);
  const looked =
    percent < 100
      ? `(select ${value} from ${from} using sample ${Number(percent.toPrecision(4))} percent (bernoulli, 42))`
      : from;
  return `select ${value}::VARCHAR as v, count(*) as n from ${looked} where ${value} is not null group by 1`;
}

function countsOf(texts: string): string {
  const whole = (pattern: keyof typeof textPatterns) =>
    `regexp_full_match(v, ${quoteLiteral(textPatterns[pattern])})`;
  const part = (pattern: keyof typeof textPatterns) =>
    `regexp_matches(v, ${quoteLiteral(textPatterns[pattern])})`;
  const sum = (name: string, condition: string) => `sum(n) filter (${condition})::DOUBLE as "${name}"`;
  const isToken = `is_token`;
  const told = (name: keyof typeof textPatterns) => sum(name, `not ${isToken} and ${whole(name)}`);
  const tokens = nullTokens.map((token) => quoteLiteral(token)).join(", ");
  const unitOf = "regexp_extract(v, '(%|°[A-Z]?|[$€£¥]|[A-Za-zµ]+\\.?)\\s*$', 1)";
  const joined = (list: string) => `array_to_string(${list}, chr(31))`;
  return `select sum(n)::DOUBLE as values_, count(*)::DOUBLE as distinct_texts,
    ${sum("empty", "v = ''")}, ${sum("padded", part("padded"))}, ${sum("mojibake", part("mojibake"))},
    ${sum("tokens", isToken)}, ${sum("pairs", "regexp_full_match(v, '[A-Za-z]{2}')")}, ${joined(`(list(left(v, 40) order by n desc, v) filter (${isToken}))[1:8]`)} as token_texts,
    ${(["number", "leadingZero", "english", "continental", "marked", "unit", "iso", "withClock", "withZone", "dayFirst", "monthFirst", "localDate"] as const).map(told).join(", ")},
    ${joined(`list_distinct((list(${unitOf} order by n desc, v) filter (not ${isToken} and ${whole("unit")}))[1:100])[1:9]`)} as units,
    count(distinct regexp_extract(v, '(Z|[-+]\\d{2}(:?\\d{2})?)\\s*$', 1)) filter (${whole("withZone")})::DOUBLE as offsets
    from (select v, n, lower(trim(v)) in (${tokens}) as is_token from (${texts}))`;
}

/** Longer texts are no categories, and what has no letters is numbers and dates. */
function lookAlikesOf(texts: string): string {
  const key = "trim(regexp_replace(lower(strip_accents(v)), '[^\\p{L}\\p{N}]+', ' ', 'g'))";
  return `select array_to_string(list(v order by n desc, v)[1:6], chr(31)) as texts, sum(n)::DOUBLE as n
    from (select v, n, ${key} as k from (${texts}) where length(v) <= 100)
    where length(k) >= ${thresholds.leastLookAlike} and regexp_matches(k, '\\p{L}')
    group by k having count(*) > 1 order by 2 desc, k limit 20`;
}
