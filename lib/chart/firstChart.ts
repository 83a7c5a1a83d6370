import type { Column } from "../engine/protocol.ts";
import { columnKind } from "./columnUse.ts";
import type { JsonObject } from "./jsonObject.ts";

/** Names of numbers that say which thing a row is about, not how much of something. */
const identity =
  /(?:^|_)(?:id|key|code|zip|postcode|phone|uuid|hash|index|lat|latitude|lon|lng|longitude|year)$/i;

/**
 * A good first chart of a relation: an amount over time, else a name's total, else two amounts against each other,
 * else a count. Plain Vega-Lite, to be changed from there.
 */
export function firstChart(columns: readonly Column[]): JsonObject {
  const of = (test: (column: Column) => boolean) => columns.filter(test);
  const moments = of((column) => columnKind(column) === "time");
  const amounts = of((column) => isAmount(column) && !identity.test(column.name));
  const numbers = of(isAmount);
  const names = of(
    (column) => ["text", "boolean"].includes(columnKind(column)) && !identity.test(column.name),
  );
  const [moment] = moments;
  const [amount, second] = amounts;
  const [name] = names;

  const measure = amount
    ? { aggregate: "sum", field: field(amount), type: "quantitative" }
    : { aggregate: "count" };
  if (moment) {
    const x = { field: field(moment), timeUnit: "yearmonthdate", type: "temporal", title: null };
    return { mark: "line", encoding: { x, y: measure } };
  }
  if (name) {
    const y = { field: field(name), type: "nominal", sort: "-x", title: null };
    return { mark: "bar", encoding: { y, x: measure } };
  }
  if (amount && second) {
    const axis = (column: Column) => ({ field: field(column), type: "quantitative" });
    return { mark: "point", encoding: { x: axis(amount), y: axis(second) } };
  }
  const [only] = amounts.length > 0 ? amounts : numbers;
  if (only) {
    const x = { field: field(only), bin: true, type: "quantitative" };
    return { mark: "bar", encoding: { x, y: { aggregate: "count" } } };
  }
  const [any] = columns;
  if (!any) return { mark: "bar", encoding: { x: { aggregate: "count" } } };
  return {
    mark: "bar",
    encoding: { y: { field: field(any), type: "nominal", sort: "-x" }, x: { aggregate: "count" } },
  };
}

function isAmount(column: Column): boolean {
  return ["whole", "bigWhole", "hugeWhole", "decimal", "float"].includes(columnKind(column));
}

/** A name as Vega-Lite wants it: dots and brackets are escaped. */
function field({ name }: Column): string {
  return name.replace(/[\\.[\]]/g, (mark) => `\\${mark}`);
}
