import { bareName } from "../../sql/bareName.ts";
import { ChoiceError } from "../choiceError.ts";
import type { WindowChoices } from "../choices.ts";
import { type Duration, durationMicros, durationMonths, durationText, intervalSql } from "../duration.ts";
import {
  columnNamed,
  type EventLog,
  localSql,
  momentSql,
  needed,
  remark,
  whereSql,
  withSql,
  written,
} from "./eventLog.ts";
import { measureSql, namedMeasures } from "./measureSql.ts";

const mostPerEvent = 10_000;

/**
 * Measures over windows of time: window_start, window_end, the columns of `by`, and the measures (row_count unless told).
 * Windows of `size` begin `every` so often: one after the other, or overlapping, then an event counts in each that it
 * lies in. They hold their start and not their end. They are counted from 2000-01-03, a Monday, months from 2000-01, by
 * the clock of the cell's zone. A window in which nothing happened is not there.
 */
export function windowSql(log: EventLog, choices: WindowChoices): string {
  const size = choices.size ?? { count: 1, unit: "hour" as const };
  const every = choices.every ?? size;
  const happened = momentSql(needed(log, "time"), ["time"]);
  const moment = log.name("moment");
  const start = log.name("window_start");
  const by = (choices.by ?? []).map((name, at) => columnNamed(log.columns, name, ["window", "by", at]));
  const most = overlaps(size, every);
  const from = `FROM ${bareName(log.relation)}${whereSql([`isfinite(${happened})`, log.where && written(log.where)])}`;
  const bucket = `time_bucket(${intervalSql(every)}, ${moment})`;
  const place = log.name("place");
  const tables: (readonly [string, string])[] = [
    [log.cte("log"), `SELECT *, ${localSql(happened, log.zone)} AS ${moment}\n  ${from}`],
    [
      log.cte("windows"),
      most === 1
        ? `SELECT *, ${bucket} AS ${start}\n  FROM ${log.cte("log")}`
        : `SELECT *, ${bucket} - ${place} * ${intervalSql(every)} AS ${start}
  FROM ${log.cte("log")}, range(${most}) AS places(${place})`,
    ],
  ];
  const names = ["window_start", "window_end"];
  const shown = by.map(({ name }) => (names.includes(name.toLowerCase()) ? `${name}_` : name));
  const measures = namedMeasures(choices.measures ?? [{ fn: "count", of: "" }], [...names, ...shown]);
  const selected = [
    `${start} AS window_start`,
    `${start} + ${intervalSql(size)} AS window_end`,
    ...by.map(({ name }, at) =>
      shown[at] === name ? bareName(name) : `${bareName(name)} AS ${bareName(shown[at] ?? "")}`,
    ),
    ...measures.map(
      ({ name, measure }, at) =>
        `${measureSql(measure, log.columns, ["window", "measures", at], { order: moment })} AS ${bareName(name)}`,
    ),
  ];
  const groups = [start, ...by.map(({ name }) => bareName(name))].join(", ");
  // Only windows that overlap, or leave gaps, may not hold an event of their own bucket.
  const inside =
    most === 1 && durationText(size) === durationText(every)
      ? ""
      : `\nWHERE ${moment} < ${start} + ${intervalSql(size)}`;
  return `${remark(`Windows of ${durationText(size)}, one every ${durationText(every)}.`)}${withSql(
    tables,
    `SELECT ${selected.join(",\n  ")}
FROM ${log.cte("windows")}${inside}
GROUP BY ${groups}
ORDER BY ${groups}`,
  )}`;
}

/** In how many windows an event may lie. */
function overlaps(size: Duration, every: Duration): number {
  const [long, apart] = [durationMicros(size), durationMicros(every)];
  const [longMonths, apartMonths] = [durationMonths(size), durationMonths(every)];
  const ratio =
    long !== null && apart !== null
      ? long / apart
      : longMonths !== null && apartMonths !== null
        ? longMonths / apartMonths
        : null;
  if (ratio === null)
    throw new ChoiceError(
      `Windows of ${durationText(size)} cannot begin every ${durationText(every)}.`,
      "Say both in months and years, or both in weeks and less.",
      ["window", "every"],
    );
  if (ratio > mostPerEvent)
    throw new ChoiceError(
      `Each event would lie in ${Math.ceil(ratio).toLocaleString("en")} windows.`,
      "Let them begin less often.",
      ["window", "every"],
    );
  return Math.max(1, Math.ceil(ratio));
}
