import { quoteIdentifier } from "./quote.ts";

/** Words that DuckDB does not take for the name of a relation unless they are quoted. */
const reserved = new Set(
  `all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast check collate
  collation column concurrently constraint create cross default deferrable desc describe distinct do else end except
  false fetch for foreign freeze from full generated glob group having ilike in initially inner intersect into is isnull
  join lambda lateral leading left like limit map natural not notnull null offset on only or order outer overlaps pivot
  pivot_longer pivot_wider placing positional primary qualify references returning right select semi show similar some
  struct summarize symmetric table tablesample then to trailing true try_cast union unique unpack unpivot using variadic
  verbose when where window with`.split(/\s+/),
);

/** A name as one would write it: in quotes only where it has to be. */
export function bareName(name: string): string {
  return /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u.test(name) && !reserved.has(name.toLowerCase())
    ? name
    : quoteIdentifier(name);
}
