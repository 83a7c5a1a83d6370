import { quoteIdentifier } from "../sql/quote.ts";
import { type AggregatedValue, aggregateSql, type PushedAggregate } from "./aggregateSql.ts";
import { AliasNames } from "./aliasNames.ts";
import { type BinRule, binEdgesSql, binMiddleSql, heldEdgesSql } from "./binSql.ts";
import type { BinColumns, BinEdges, DrawnField } from "./chartPlan.ts";
import {
  type ColumnUse,
  drawnValue,
  epochMs,
  exactSql,
  groupedValue,
  hasFiniteRange,
  mayBeBareNull,
  momentSql,
} from "./columnUse.ts";
import { timeUnitSql } from "./timeUnitSql.ts";
import { columnId, type RowSource, type SourceColumn, withClause } from "./transform/rowSource.ts";

/** A column of the grouped result, and what it is as a part of the grouping. */
export interface GroupedColumn {
  alias: string;
  /** Equal for two uses of one thing. */
  signature: string;
}

/** Collects the keys and aggregates that a chart needs, each once, and says them as one SELECT. */
export class GroupedRows {
  private readonly inner = new Map<string, string>();
  private readonly outer = new Map<string, { column: GroupedColumn; sql: string }>();
  private readonly groupBy = new Set<string>();
  private readonly edges: string[] = [];
  readonly bins: BinColumns[] = [];
  readonly fields: DrawnField[] = [];

  /** Views of one chart that get their names from the same `names` can be put together in one result. */
  constructor(
    private readonly source: RowSource,
    private readonly names = new AliasNames(),
    /** Edges that bins have whatever rows there are, by the name of the bin's column. */
    private readonly held: ReadonlyMap<string, BinEdges> = new Map(),
  ) {}

  /** Groups by a column's values. */
  plainKey(column: SourceColumn, use: ColumnUse, wanted: string): GroupedColumn {
    return this.once(`key ${use} ${column.name}`, wanted, (alias) => {
      this.fields.push({ alias, column: column.name, how: { kind: "value" }, use });
      const { key, drawn } = groupedValue(columnSql(column), column, use);
      return drawn(this.key(key));
    });
  }

  /** Groups by a time unit; null for a unit that only Vega knows. */
  timeKey(column: SourceColumn, timeUnit: string, wanted: string): GroupedColumn | null {
    const groups = timeUnitSql(timeUnit, momentSql(columnSql(column), column), mayBeBareNull(column));
    if (!groups) return null;
    return this.once(`key ${timeUnit} ${column.name}`, wanted, (alias) => {
      this.fields.push({
        alias,
        column: column.name,
        how: { kind: "unit", unit: timeUnit },
        use: "temporal",
      });
      const keys = groups.keys.map((key) => this.key(key));
      const [only, ...more] = groups.keys;
      if (only === groups.member && more.length === 0) return epochMs(this.key(only));
      // The earliest of all its rows, whatever else they are grouped by: one group has one value.
      return epochMs(`min(min(${this.project(groups.member)})) OVER (PARTITION BY ${keys.join(", ")})`);
    });
  }

  /** Groups by bins; the result holds the middle of each bin. */
  binKey(column: SourceColumn, rule: BinRule, wanted: string): GroupedColumn {
    const known = this.bins.length;
    // Bins of other rows have other edges.
    const of = `${this.source.ctes.join()} ${this.source.from}`;
    return this.once(`key bin ${JSON.stringify(rule)} ${column.name} ${of}`, wanted, (alias) => {
      const drawn = drawnValue(columnSql(column), column, "quantitative");
      const finite = hasFiniteRange(column) ? drawn : `CASE WHEN isfinite(${drawn}) THEN ${drawn} END`;
      const name = `e${known}`;
      const held = this.held.get(alias);
      const all = this.source.whole ?? this.source.from;
      const extent = `(SELECT min(v) AS low, max(v) AS high FROM (SELECT ${finite} AS v FROM ${all} AS r))`;
      this.fields.push({ alias, column: column.name, how: { kind: "bin" }, use: "quantitative" });
      this.edges.push(`${name} AS (\n${held ? heldEdgesSql(held) : binEdgesSql(rule, extent)})`);
      const [start, stop, step] = ["start", "stop", "step"].map((edge) => {
        const edgeAlias = this.names.take(`${alias}_${edge}`, "edge");
        const sql = `any_value(${this.project(`${name}.${edge}`)})`;
        this.outer.set(`${name}.${edge}`, { column: { alias: edgeAlias, signature: "" }, sql });
        return edgeAlias;
      });
      this.bins.push({ alias, start: start ?? "", stop: stop ?? "", step: step ?? "" });
      return this.key(binMiddleSql(finite, name));
    });
  }

  /** Aggregates a column, or counts rows where it is null; null for an aggregate that only Vega knows. */
  measure(
    op: string,
    column: SourceColumn | null,
    use: ColumnUse,
    wanted: string,
  ): (GroupedColumn & PushedAggregate) | null {
    if (!column && op !== "count") return null;
    const pushed = aggregateSql(op, this.aggregated(op === "count" ? null : column, use));
    if (!pushed) return null;
    return { ...pushed, ...this.once(`measure ${pushed.sql}`, wanted, () => pushed.sql) };
  }

  private aggregated(column: SourceColumn | null, use: ColumnUse): AggregatedValue {
    if (!column) return { value: "", identity: "" };
    const sql = columnSql(column);
    const exact = use === "quantitative" ? exactSql(sql, column) : null;
    return {
      value: this.project(drawnValue(sql, column, use)),
      identity: this.project(sql),
      exact: exact === null ? null : this.project(exact),
    };
  }

  /** A column's value in the first row of each group in which another column is at its least or greatest. */
  extremeRow(
    end: "min" | "max",
    column: SourceColumn,
    use: ColumnUse,
    by: SourceColumn,
  ): GroupedColumn & PushedAggregate {
    const value = this.project(drawnValue(columnSql(column), column, use));
    const place = this.project(drawnValue(columnSql(by), by, "quantitative"));
    const row = this.project(this.source.order ?? "row_number() OVER ()");
    const first = `{'at': ${place}, 'row': ${end === "max" ? `-${row}` : row}}`;
    const sql = `arg_${end}_null(${value}, CASE WHEN ${place} IS NOT NULL THEN ${first} END)`;
    return { sql, redraw: end, ...this.once(`measure ${sql}`, `arg${end}_${column.name}`, () => sql) };
  }

  /** The SELECT; `order` is by first appearance, by this column with the greatest first, or by the keys. */
  sql(order: "appearance" | string | null): string {
    let by: string[] = [...this.groupBy];
    if (order === "appearance") by = [`min(${this.project(this.source.order ?? "row_number() OVER ()")})`];
    else if (order !== null) by = [`${quoteIdentifier(order)} DESC NULLS LAST`, ...by];
    const outer = [...this.outer.values()].map(
      ({ column, sql }) => `${sql} AS ${quoteIdentifier(column.alias)}`,
    );
    const inner = [...this.inner].map(([sql, name]) => `${sql} AS ${name}`);
    const from = [this.from(), ...this.edges.map((_, index) => `e${index}`)].join(", ");
    return [
      withClause(this.source, this.edges),
      `SELECT ${outer.join(", ")}\n`,
      `FROM (SELECT ${inner.length > 0 ? inner.join(", ") : "1"} FROM ${from})`,
      this.groupBy.size > 0 ? `\nGROUP BY ${[...this.groupBy].join(", ")}` : "",
      this.groupBy.size > 0 && by.length > 0 ? `\nORDER BY ${by.join(", ")}` : "",
    ].join("");
  }

  private from(): string {
    return `${this.source.from} AS r`;
  }

  private once(signature: string, wanted: string, sql: (alias: string) => string): GroupedColumn {
    const known = this.outer.get(signature);
    if (known) return known.column;
    const column = { alias: this.names.take(wanted, signature), signature };
    this.outer.set(signature, { column, sql: sql(column.alias) });
    return column;
  }

  private key(sql: string): string {
    const name = this.project(sql);
    this.groupBy.add(name);
    return name;
  }

  private project(sql: string): string {
    const name = this.inner.get(sql) ?? `c${this.inner.size}`;
    this.inner.set(sql, name);
    return name;
  }
}

function columnSql(column: SourceColumn): string {
  return `r.${columnId(column)}`;
}
