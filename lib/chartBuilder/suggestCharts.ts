import type { JsonObject } from "../chart/jsonObject.ts";
import type { Column } from "../engine/protocol.ts";
import { type ChartFacts, noFacts } from "./chartFacts.ts";
import type { ChartForm } from "./chartForms.ts";
import { columnRole, isAmount, isIdentity, isPlace, placeColumns } from "./columnRole.ts";
import { mapOf } from "./mapForm.ts";
import { fieldOf } from "./shelf.ts";
import { type Measure, mostBars, topNames, topSql } from "./topSql.ts";

/** A chart that may be good of a relation. */
export interface Suggestion {
  form: ChartForm;
  /** What it shows, to be read after its form: "revenue by vendor". */
  label: string;
  spec: JsonObject;
  /** A query that makes what it draws, where the relation itself has too much of it. */
  sql: ((relation: string) => string) | null;
}

const mostSuggestions = 6;
const mostSeries = 12;
/** More slices cannot be told apart. */
const mostSlices = 6;
const dayMs = 86_400_000;
/** Amounts whose sum says nothing. */
const average =
  /rate|ratio|percent|pct|avg|average|mean|median|price|temp|score|share|age$|speed|height|width|weight/i;

/**
 * Charts of a relation, the best guess first, at most six: places on a map, an amount over time, a name's total, two
 * amounts against each other, how one amount or name spreads. What tells rows apart and what never changes is left out.
 */
export function suggestCharts(columns: readonly Column[], facts: ChartFacts = noFacts): Suggestion[] {
  const told = new Told(columns, facts);
  const all = [
    told.map(),
    told.overTime(),
    told.byName(),
    told.against(),
    told.spread(),
    told.counted(),
    told.heat(),
    told.boxes(),
    told.weekdays(),
    told.shares(),
    told.lastResort(),
  ];
  return all.filter((suggestion) => suggestion !== null).slice(0, mostSuggestions);
}

class Told {
  private readonly amounts: Column[];
  private readonly names: Column[];
  private readonly moment: Column | undefined;

  constructor(
    private readonly columns: readonly Column[],
    private readonly facts: ChartFacts,
  ) {
    const useful = columns.filter((column) => (facts.get(column.name)?.distinct ?? 2) > 1);
    this.amounts = useful.filter(isAmount);
    this.moment = useful.find((column) => columnRole(column) === "time");
    const roles = useful.filter((column) => ["text", "boolean"].includes(columnRole(column)));
    const named = roles.filter((column) => !isIdentity(column) && !this.isUnique(column));
    // A name of few values says more than one of many; among equals the first.
    this.names = named.toSorted((a, b) => this.rank(a) - this.rank(b));
  }

  map(): Suggestion | null {
    const places = placeColumns(this.columns);
    if (!places) return null;
    const label = `by ${places.longitude.name} and ${places.latitude.name}`;
    return { form: "map", label, spec: mapOf({ mark: "circle" }, this.columns), sql: null };
  }

  overTime(): Suggestion | null {
    if (!this.moment) return null;
    const x = {
      timeUnit: this.timeUnit(this.moment),
      field: fieldOf(this.moment.name),
      type: "temporal",
      title: null,
    };
    // Not by a name of which nothing is known: it might be thousands of lines.
    const series = this.names.find(
      ({ name }) => (this.facts.get(name)?.distinct ?? mostSeries + 1) <= mostSeries,
    );
    const color = series ? { color: { field: fieldOf(series.name), type: "nominal" } } : {};
    const { y, label } = this.measure();
    const by = series ? ` by ${series.name}` : "";
    const spec = { mark: "line", encoding: { x, y, ...color } };
    return { form: "line", label: `${label} over ${this.moment.name}${by}`, spec, sql: null };
  }

  byName(): Suggestion | null {
    const [name] = this.names;
    if (!name) return null;
    const { y: x, label, measure } = this.measure();
    if (this.isMany(name)) return this.top(name, measure, label);
    const y = { field: fieldOf(name.name), type: "nominal", sort: "-x", title: null };
    return {
      form: "bar",
      label: `${label} by ${name.name}`,
      spec: { mark: "bar", encoding: { y, x } },
      sql: null,
    };
  }

  against(): Suggestion | null {
    const [across, up] = this.amounts;
    if (!across || !up) return null;
    const axis = (column: Column) => ({
      field: fieldOf(column.name),
      type: "quantitative",
      scale: { zero: false },
    });
    const spec = { mark: "point", encoding: { x: axis(across), y: axis(up) } };
    return { form: "scatter", label: `${up.name} against ${across.name}`, spec, sql: null };
  }

  spread(): Suggestion | null {
    const [amount] = this.amounts;
    return amount ? histogram(amount) : null;
  }

  counted(): Suggestion | null {
    // The bars above count already where there is nothing to add up.
    const name = this.amounts.length > 0 ? this.names[0] : this.names[1];
    if (!name) return null;
    if (this.isMany(name)) return this.top(name, { op: "count", column: null }, "rows");
    return count(name);
  }

  heat(): Suggestion | null {
    const [down, across] = this.names.filter((name) => !this.isMany(name));
    if (!down || !across) return null;
    const axis = (column: Column) => ({ field: fieldOf(column.name), type: "nominal" });
    const encoding = { x: axis(across), y: axis(down), color: { aggregate: "count" } };
    return {
      form: "heat",
      label: `rows by ${down.name} and ${across.name}`,
      spec: { mark: "rect", encoding },
      sql: null,
    };
  }

  boxes(): Suggestion | null {
    const [amount] = this.amounts;
    const name = this.names.find((candidate) => !this.isMany(candidate));
    if (!amount || !name) return null;
    const encoding = {
      y: { field: fieldOf(name.name), type: "nominal", title: null },
      x: { field: fieldOf(amount.name), type: "quantitative" },
    };
    return {
      form: "boxplot",
      label: `${amount.name} by ${name.name}`,
      spec: { mark: "boxplot", encoding },
      sql: null,
    };
  }

  weekdays(): Suggestion | null {
    if (!this.moment) return null;
    const spanMs = this.facts.get(this.moment.name)?.spanMs ?? null;
    if (spanMs !== null && spanMs < 14 * dayMs) return null;
    const x = { timeUnit: "day", field: fieldOf(this.moment.name), type: "ordinal", title: null };
    const { y, label } = this.measure();
    return {
      form: "bar",
      label: `${label} by day of the week`,
      spec: { mark: "bar", encoding: { x, y } },
      sql: null,
    };
  }

  /** Parts of a whole: of what can be added up, by few names. */
  shares(): Suggestion | null {
    const { y, label, measure } = this.measure();
    const name = this.names.find((candidate) => (this.distinct(candidate) ?? mostSlices + 1) <= mostSlices);
    if (!name || measure.op === "avg") return null;
    const encoding = { theta: y, color: { field: fieldOf(name.name), type: "nominal" } };
    return { form: "arc", label: `${label} by ${name.name}`, spec: { mark: "arc", encoding }, sql: null };
  }

  /** Something of a relation that has only ids, places, constants or nested values. */
  lastResort(): Suggestion | null {
    if (this.moment || this.amounts.length > 0 || this.names.length > 0) return null;
    const number = this.columns.find((column) => columnRole(column) === "number" && !isPlace(column));
    const [any] = this.columns;
    if (number) return histogram(number);
    return any ? count(any) : null;
  }

  private measure(): { y: JsonObject; label: string; measure: Measure } {
    const [amount] = this.amounts;
    if (!amount) return { y: { aggregate: "count" }, label: "rows", measure: { op: "count", column: null } };
    const isAverage = average.test(amount.name);
    const y = { aggregate: isAverage ? "mean" : "sum", field: fieldOf(amount.name), type: "quantitative" };
    const label = isAverage ? `mean ${amount.name}` : amount.name;
    return { y, label, measure: { op: isAverage ? "avg" : "sum", column: amount } };
  }

  private top(name: Column, measure: Measure, label: string): Suggestion {
    const { amount, place } = topNames(name, measure);
    const y = {
      field: fieldOf(name.name),
      type: "nominal",
      sort: { field: fieldOf(place), op: "min", order: "ascending" },
      title: null,
    };
    const x = { field: fieldOf(amount), type: "quantitative" };
    return {
      form: "bar",
      label: `${label} by ${name.name}, the ${mostBars} largest`,
      spec: { mark: "bar", encoding: { y, x } },
      sql: (relation) => topSql(relation, name, measure),
    };
  }

  private timeUnit(moment: Column): string {
    const spanMs = this.facts.get(moment.name)?.spanMs ?? null;
    if (spanMs === null) return "yearmonthdate";
    if (spanMs < 3 * dayMs && !/^DATE$/i.test(moment.type)) {
      return spanMs < dayMs / 8 ? "yearmonthdatehoursminutes" : "yearmonthdatehours";
    }
    if (spanMs < 3 * 365 * dayMs) return "yearmonthdate";
    return spanMs < 40 * 365 * dayMs ? "yearmonth" : "year";
  }

  private distinct({ name, type }: Column): number | null {
    return this.facts.get(name)?.distinct ?? (/^BOOLEAN$/i.test(type) ? 2 : null);
  }

  private isMany(name: Column): boolean {
    return (this.distinct(name) ?? 0) > mostBars;
  }

  /** Nearly every row has its own. */
  private isUnique({ name }: Column): boolean {
    const known = this.facts.get(name);
    return known !== undefined && known.seen > mostBars && known.distinct > 0.9 * known.seen;
  }

  private rank(name: Column): number {
    if (columnRole(name) === "boolean") return 2;
    const distinct = this.distinct(name);
    return distinct === null || distinct <= mostBars ? 0 : 1;
  }
}

function histogram(column: Column): Suggestion {
  const x = { bin: true, field: fieldOf(column.name), type: "quantitative" };
  const spec = { mark: "bar", encoding: { x, y: { aggregate: "count" } } };
  return { form: "histogram", label: column.name, spec, sql: null };
}

function count(column: Column): Suggestion {
  const y = { field: fieldOf(column.name), type: "nominal", sort: "-x", title: null };
  const spec = { mark: "bar", encoding: { y, x: { aggregate: "count" } } };
  return { form: "bar", label: `rows by ${column.name}`, spec, sql: null };
}
