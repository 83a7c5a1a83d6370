// Words that cannot name a column or relation without quotes: reserved, and those that only name types or functions.
const reservedWords = `
  all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast
  check collate collation column columns concurrently constraint create cross default deferrable desc
  describe distinct do else end except false fetch for foreign freeze from full generated glob group
  having ilike in initially inner intersect into is isnull join lambda lateral leading left like limit map
  natural not notnull null offset on only or order outer overlaps pivot pivot_longer pivot_wider placing
  positional primary qualify references returning right select semi show similar some struct summarize
  symmetric table tablesample then to trailing true try_cast union unique unpack unpivot using variadic
  verbose when where window with`;

// Words that need no quotes but read as keywords; common column names such as "type", "data" and "year" are left out.
const otherWords = `
  add alter attach begin between by coalesce commit copy current delete detach drop escape except exclude
  execute exists explain extract export filter following group grouping if ignore import insert interval
  materialized macro merge no nullif nulls over partition percent pragma preceding prepare range recursive
  rename replace respect returns rollback rollup row rows sample schema set sets temp temporary ties
  transaction truncate unbounded update use values view within without`;

// The names DuckDB answers to; aliases nobody writes are left out.
const typeWords = `
  bigint bignum bit blob bool boolean bytea date decimal double enum float hugeint int integer interval
  map numeric real smallint string struct text time time_ns timestamp timestamp_ms timestamp_ns
  timestamp_s timestamp_us timestamptz timetz tinyint ubigint uhugeint uinteger union usmallint utinyint
  uuid varchar variant`;

/** Words that need quotes where they name a column or relation; lower case. */
export const reservedSqlWords: ReadonlySet<string> = new Set(words(reservedWords));

/** Words drawn as keywords and offered by completion; lower case. */
export const sqlKeywords: readonly string[] = [
  ...new Set([...words(reservedWords), ...words(otherWords)]),
].sort();

/** Names of types, lower case. */
export const sqlTypes: readonly string[] = words(typeWords);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
