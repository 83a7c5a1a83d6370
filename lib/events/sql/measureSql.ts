import type { Column } from "../../engine/protocol.ts";
import { bareName } from "../../sql/bareName.ts";
import { ChoiceError, type Path } from "../choiceError.ts";
import type { Measure } from "../choices.ts";
import { columnNamed, written } from "./eventLog.ts";

export interface MeasureSql {
  name: string;
  sql: string;
  measure: Measure;
}

/**
 * The aggregate of a measure; `only` is a further condition on its rows, `order` what first and last go by. Percentiles
 * lie between values (quantile_cont) where these can be added, else at one of them. Throws a ChoiceError.
 */
export function measureSql(
  measure: Measure,
  columns: readonly Column[],
  path: Path,
  { only = null, order = null }: { only?: string | null; order?: string | null } = {},
): string {
  const conditions = [only, measure.where === undefined ? null : written(measure.where)];
  const all = conditions.filter((each) => each !== null).join(" AND ");
  const filter = all === "" ? "" : ` FILTER (WHERE ${all})`;
  const { fn, of } = measure;
  if (fn === "sql") return all === "" ? written(of) : filteredSql(of, filter, path);
  if (fn === "count" && of === "") return `count(*)${filter}`;
  const column = columnNamed(columns, of, [...path, fn]);
  const name = bareName(column.name);
  const isNumber = numericType.test(column.type);
  if (needsNumbers.has(fn) && !isNumber && !(fn === "avg" && column.type === "INTERVAL"))
    throw new ChoiceError(
      `"${column.name}" is ${column.type}, of which there is no ${fn}.`,
      "Take a column of numbers, or count distinct.",
      [...path, fn],
    );
  switch (fn) {
    case "count":
      return `count(${name})${filter}`;
    case "count distinct":
      return `count(DISTINCT ${name})${filter}`;
    case "approx distinct":
      return `approx_count_distinct(${name})${filter}`;
    case "median":
      return `${isNumber ? "median" : "quantile_disc"}(${name}${isNumber ? "" : ", 0.5"})${filter}`;
    case "first":
    case "last":
      return `${fn}(${name}${order === null ? "" : ` ORDER BY ${order}`})${filter}`;
    case "stddev":
      return `stddev_samp(${name})${filter}`;
    case "sum":
    case "avg":
    case "min":
    case "max":
      return `${fn}(${name})${filter}`;
    default: {
      const share = Number(fn.slice(1)) / 100;
      return `${isNumber ? "quantile_cont" : "quantile_disc"}(${name}, ${share})${filter}`;
    }
  }
}

export const numericType = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\))$/;
const needsNumbers = new Set(["sum", "avg", "stddev"]);

/** Only an aggregate that is one call can be filtered from outside. */
function filteredSql(sql: string, filter: string, path: Path): string {
  if (/^\s*\w+\s*\([^()]*\)\s*$/.test(sql)) return `${sql.trim()}${filter}`;
  throw new ChoiceError(
    "This SQL is more than one call of an aggregate, so that no rows can be chosen for it.",
    "Put FILTER (WHERE …) into the SQL itself, and leave out where and columns.",
    [...path, "sql"],
  );
}

/** Whether the parts of a measure add up to the whole. */
export function isAdditive({ fn }: Measure): boolean {
  return fn === "count" || fn === "sum";
}

/** What a measure is called where nobody says it: "sum_amount". */
export function measureName({ fn, of, as }: Measure): string {
  if (as !== undefined) return as;
  if (fn === "count" && of === "") return "row_count";
  if (fn === "sql") return of.length <= 40 ? of.replace(/\s+/g, " ") : "value";
  return `${fn.replaceAll(" ", "_")}_${of}`;
}

/** Measures with names that differ from each other and from those taken. */
export function namedMeasures(
  measures: readonly Measure[],
  taken: readonly string[],
): { name: string; measure: Measure }[] {
  const names = new Set(taken.map((name) => name.toLowerCase()));
  return measures.map((measure) => {
    const wanted = measureName(measure);
    let name = wanted;
    for (let nr = 2; names.has(name.toLowerCase()); nr++) name = `${wanted}_${nr}`;
    names.add(name.toLowerCase());
    return { name, measure };
  });
}
