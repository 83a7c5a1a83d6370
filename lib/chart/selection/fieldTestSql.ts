import { quoteLiteral } from "../../sql/quote.ts";
import type { BinEdges, DrawnField } from "../chartPlan.ts";
import { columnKind, drawnValue, momentSql } from "../columnUse.ts";
import { utcSpans } from "../localTime.ts";
import { OnlyVega } from "../onlyVega.ts";
import { partSql } from "../timeUnitSql.ts";
import type { SourceColumn } from "../transform/rowSource.ts";
import { unitStartSql } from "../transform/unitStartSql.ts";
import { type Bounds, binBounds, binCount, binOf, cellBounds } from "./binBounds.ts";
import type { DrawnValue, FieldTest } from "./chartSelection.ts";
import { joined } from "./joined.ts";
import { momentLiteral, numberSql } from "./sqlLiterals.ts";
import { type Span, unitPartsOf, unitSpan } from "./unitSpan.ts";

/** A drawn column with what is known of it: the column of the relation's rows in SQL, and the edges of its bins. */
interface Tested {
  field: DrawnField;
  column: SourceColumn;
  sql: string;
  edges: BinEdges | null;
}

/** A test of a drawn column as a condition on a row of the relation; throws OnlyVega where SQL has none. */
export function fieldTestSql(test: FieldTest, tested: Tested): string {
  switch (tested.field.how.kind) {
    case "value":
      return valueTest(test, tested);
    case "bin":
      return binTest(test, tested, binBounds);
    case "cell": {
      const { count } = tested.field.how;
      if (!("values" in test)) return amountRange(tested, test.from, test.to);
      return binTest(test, tested, (edges, first, last) => cellBounds(edges, count, first, last));
    }
    case "unit":
      return unitTest(test, tested, tested.field.how.unit);
  }
}

function valueTest(test: FieldTest, tested: Tested): string {
  const { use } = tested.field;
  if (!("values" in test)) {
    if (use === "discrete") throw new OnlyVega("a range of names");
    return use === "temporal"
      ? spanSql(tested, { from: Math.floor(test.from), to: Math.ceil(test.to) }, "<=")
      : amountRange(tested, test.from, test.to);
  }
  if (use === "temporal") return momentsTest(test.values, tested, (ms) => ({ from: ms, to: ms + 1 }));
  return use === "quantitative" ? amountsTest(test.values, tested) : namesTest(test.values, tested);
}

/** An amount to compare with numbers: the column itself where that is the same. */
function amountOf({ column, sql }: Tested): { sql: string; isWhole: boolean; isFloat: boolean } {
  const kind = columnKind(column);
  if (kind === "whole" || kind === "bigWhole") return { sql, isWhole: true, isFloat: false };
  if (kind === "float") {
    return { sql: column.type === "DOUBLE" ? sql : `${sql}::DOUBLE`, isWhole: false, isFloat: true };
  }
  return { sql: drawnValue(sql, column, "quantitative"), isWhole: false, isFloat: false };
}

function amountRange(tested: Tested, from: number, to: number): string {
  const { sql, isWhole } = amountOf(tested);
  const ends = isWhole ? [Math.ceil(from), Math.floor(to)] : [from, to];
  return `${sql} >= ${numberSql(ends[0] ?? from)} AND ${sql} <= ${numberSql(ends[1] ?? to)}`;
}

function amountsTest(values: readonly DrawnValue[], tested: Tested): string {
  const { sql, isFloat } = amountOf(tested);
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length + count(values, null) < values.length) throw new OnlyVega("an amount of another kind");
  const none = isFloat ? `${sql} IS NULL OR isnan(${sql})` : `${sql} IS NULL`;
  return listSql(sql, numbers.map(numberSql), values.includes(null) ? none : null);
}

function namesTest(values: readonly DrawnValue[], { column, sql }: Tested): string {
  const kind = columnKind(column);
  const isText = column.type === "VARCHAR" || kind === "boolean" || kind === "bigWhole";
  const compared = isText || kind === "whole" ? sql : drawnValue(sql, column, "discrete");
  const literals = values.flatMap((value) => {
    if (value === null) return [];
    if (typeof value === "boolean" && kind === "boolean") return [String(value)];
    if (typeof value === "number" && kind !== "text" && kind !== "boolean") return [numberSql(value)];
    if (typeof value === "string" && kind === "bigWhole" && /^-?\d{1,20}$/.test(value)) return [value];
    if (typeof value === "string" && kind !== "boolean" && kind !== "bigWhole") return [quoteLiteral(value)];
    throw new OnlyVega("a name of another kind");
  });
  return listSql(compared, literals, values.includes(null) ? `${compared} IS NULL` : null);
}

function listSql(sql: string, literals: readonly string[], orNull: string | null): string {
  const [only] = literals;
  const list =
    only === undefined
      ? []
      : [literals.length === 1 ? `${sql} = ${only}` : `${sql} IN (${literals.join(", ")})`];
  const parts = [...list, ...(orNull === null ? [] : [orNull])];
  if (parts.length === 0) return "false";
  return joined(parts, " OR ");
}

function binTest(
  test: FieldTest,
  tested: Tested,
  boundsOf: (edges: BinEdges, first: number, last: number) => Bounds,
): string {
  const { edges } = tested;
  if (!edges) throw new OnlyVega("bins without edges");
  const { sql, isWhole, isFloat } = amountOf(tested);
  const range = (first: number, last: number): string => {
    const { from, to } = boundsOf(edges, first, last);
    const [low, high] = [from ?? edges.start, to ?? edges.stop].map((bound, end) =>
      isWhole ? (end === 1 && to === null ? Math.floor(bound) : Math.ceil(bound)) : bound,
    );
    return `${sql} >= ${numberSql(low ?? 0)} AND ${sql} ${to === null ? "<=" : "<"} ${numberSql(high ?? 0)}`;
  };
  if (!("values" in test)) {
    const first = binOf(edges, test.from);
    // A range ends where a bin ends, which is where the next begins.
    const last = Math.max(first, Math.ceil((test.to - edges.start) / edges.step - 1e-6) - 1);
    return range(first, Math.min(last, binCount(edges) - 1));
  }
  const bins = new Set<number>();
  for (const value of test.values) {
    if (value === null) continue;
    if (typeof value !== "number") throw new OnlyVega("a bin of another kind");
    bins.add(binOf(edges, value));
  }
  const ranges = runsOf([...bins]).map(([first, last]) => range(first, last));
  const none = isFloat ? `${sql} IS NULL OR NOT isfinite(${sql})` : `${sql} IS NULL`;
  const parts = test.values.includes(null) ? [...ranges, none] : ranges;
  return parts.length === 0 ? "false" : joined(parts, " OR ");
}

/** Whole numbers as runs of numbers that follow each other. */
function runsOf(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

function unitTest(test: FieldTest, tested: Tested, unit: string): string {
  const spanOf = (ms: number) => unitSpan(unit, ms);
  if (!("values" in test)) {
    const [first, last] = [spanOf(test.from), spanOf(test.to)];
    if (first && last) {
      const to = last.from >= test.to && last.from > first.from ? last.from : last.to;
      return spanSql(tested, { from: first.from, to }, "<");
    }
    const start = unitStartSql(unit, momentOf(tested));
    const ends = [momentLiteral(test.from), momentLiteral(test.to)];
    if (ends.includes(null)) throw new OnlyVega("a moment that SQL does not have");
    return `${start} >= ${ends[0]} AND ${start} < ${ends[1]}`;
  }
  const [some] = test.values.filter((value) => typeof value === "number");
  if (some === undefined || spanOf(some)) return momentsTest(test.values, tested, (ms) => spanOf(ms));
  const parts = test.values.map((value) => {
    if (value === null) return `${momentOf(tested)} IS NULL`;
    const found = typeof value === "number" ? unitPartsOf(unit, value) : null;
    if (!found) throw new OnlyVega("a moment of another kind");
    const equal = found.map(({ part, value: is }) => `${partSql(part, momentOf(tested))} = ${is}`);
    return joined(equal, " AND ");
  });
  return parts.length === 0 ? "false" : joined(parts, " OR ");
}

function momentsTest(
  values: readonly DrawnValue[],
  tested: Tested,
  spanOf: (ms: number) => Span | null,
): string {
  const spans: Span[] = [];
  const moments = values.filter((value) => typeof value === "number").toSorted((a, b) => a - b);
  if (moments.length + count(values, null) < values.length) throw new OnlyVega("a moment of another kind");
  for (const ms of moments) {
    const span = spanOf(ms);
    if (!span) throw new OnlyVega("a moment of another kind");
    const before = spans.at(-1);
    if (before && before.to === span.from) before.to = span.to;
    else if (before?.from !== span.from) spans.push({ ...span });
  }
  const parts = spans.map((span) => spanSql(tested, span, "<"));
  if (values.includes(null)) parts.push(`${finiteMoment(tested)} IS NULL`);
  return parts.length === 0 ? "false" : joined(parts, " OR ");
}

/** The column as a TIMESTAMP; as it stands where it is one that compares as such. */
function momentOf(tested: Tested): string {
  return tested.column.type === "TIMESTAMP" ? tested.sql : finiteMoment(tested);
}

/** NULL for what has no place in time. */
function finiteMoment({ column, sql }: Tested): string {
  return column.known && column.type === "TIMESTAMP" ? sql : momentSql(sql, column);
}

function spanSql(tested: Tested, span: Span, end: "<" | "<="): string {
  const { clock } = tested.column;
  if (!clock) return betweenSql(tested.column.type === "DATE" ? tested.sql : momentOf(tested), span, end);
  // Of the instants themselves, which a table looks up without computing any.
  const spans = utcSpans(span, end, clock.zone).map((utc) => betweenSql(clock.instant, utc, utc.end));
  return spans.length === 0 ? "false" : joined(spans, " OR ");
}

function betweenSql(moment: string, { from, to }: Span, end: "<" | "<="): string {
  const [low, high] = [momentLiteral(from), momentLiteral(to)];
  if (low === null || high === null) throw new OnlyVega("a moment that SQL does not have");
  return `${moment} >= ${low} AND ${moment} ${end} ${high}`;
}

function count<T>(list: readonly T[], item: T): number {
  return list.filter((other) => other === item).length;
}
