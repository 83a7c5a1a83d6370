import { quoteIdentifier } from "../../lib/sql/quote.ts";

// DuckDB's reserved words: as names they have to be quoted.
const reserved = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default
  deferrable desc describe distinct do else end except false fetch for foreign from group having in initially intersect
  into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing primary
  qualify references returning select show some summarize symmetric table then to trailing true union unique unpivot
  using variadic when where window with`.split(/\s+/),
);

/** A first look at a relation, as a cell's text; the name is quoted only where it must be. */
export function relationQuery(relation: string): string {
  const isPlain = /^[a-z_][a-z0-9_]*$/i.test(relation) && !reserved.has(relation.toLowerCase());
  return `select * from ${isPlain ? relation : quoteIdentifier(relation)}`;
}

/** Where the rows that a source could not take are kept. */
export function rejectsOf(relation: string): string {
  return `${relation}__rejects`;
}
