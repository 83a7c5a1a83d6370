import { quoteLiteral } from "../../sql/quote.ts";
import { ChoiceError } from "../choiceError.ts";
import type { GroupChoices, Measure, Showing } from "../choices.ts";
import { type EventLog, momentSql } from "./eventLog.ts";
import type { GroupKey } from "./groupKeys.ts";
import { measureName, measureSql } from "./measureSql.ts";

/** A measure in the result, of all rows or of those of one pivoted value. */
export interface GroupColumn {
  name: string;
  /** Its aggregate. */
  sql: string;
  /** The measure's own name. */
  label: string;
  show: Showing;
  /** Of all values of the pivoted column together. */
  isTotal: boolean;
  /** Computed and not shown. */
  isHidden: boolean;
  /** Which measure it is of. */
  place: number;
}

/** The measures of a grouping, once or for each pivoted value, with names that differ. Throws a ChoiceError. */
export function groupColumns(
  log: EventLog,
  choices: GroupChoices,
  keys: readonly GroupKey[],
  measures: readonly Measure[],
  values: readonly (string | null)[],
): GroupColumn[] {
  const taken = new Set(keys.map(({ shown }) => shown.toLowerCase()));
  const unique = (wanted: string) => {
    let name = wanted;
    for (let nr = 2; taken.has(name.toLowerCase()); nr++) name = `${wanted}_${nr}`;
    taken.add(name.toLowerCase());
    return name;
  };
  const order = log.time && momentSql(log.time, ["time"]);
  const column = (
    measure: Measure,
    place: number,
    value: string | null | undefined,
    name: string,
  ): GroupColumn => {
    const path = ["group", "measures", place];
    if ((measure.fn === "first" || measure.fn === "last") && order === null)
      throw new ChoiceError(`Nothing says which is ${measure.fn}.`, "Name the time: time: COLUMN.", path);
    return {
      name: unique(name),
      sql: measureSql(measure, log.columns, path, {
        only: value === undefined ? null : isValue(log, value),
        order,
      }),
      label: measureName(measure),
      show: measure.show ?? "value",
      isTotal: value === undefined,
      isHidden: value === undefined && choices.columns !== undefined && choices.totals !== true,
      place,
    };
  };
  const all = (prefix: string) =>
    measures.map((measure, place) =>
      column(measure, place, undefined, prefix === "" ? measureName(measure) : prefixed(prefix, measure)),
    );
  const prefixed = (prefix: string, measure: Measure) =>
    measures.length === 1 ? prefix : `${prefix} ${measureName(measure)}`;
  if (!choices.columns) return all("");
  const pivoted = values.flatMap((value) =>
    measures.map((measure, place) => column(measure, place, value, prefixed(valueLabel(value), measure))),
  );
  return [...pivoted, ...all("total")];
}

function valueLabel(value: string | null): string {
  if (value === null) return "NULL";
  return value === "" ? "(empty)" : value;
}

/** Whether a row belongs into the column of a pivoted value. */
function isValue(log: EventLog, value: string | null): string {
  const name = log.name("pivot_value");
  return value === null ? `${name} IS NULL` : `${name} = ${quoteLiteral(value)}`;
}
