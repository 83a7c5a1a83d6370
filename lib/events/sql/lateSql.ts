import type { Column } from "../../engine/protocol.ts";
import { bareName } from "../../sql/bareName.ts";
import { ChoiceError } from "../choiceError.ts";
import type { LateChoices } from "../choices.ts";
import { durationText, intervalSql } from "../duration.ts";
import {
  columnNamed,
  type EventLog,
  isTime,
  localSql,
  momentSql,
  needed,
  periodSql,
  remark,
  whereSql,
  withSql,
  written,
} from "./eventLog.ts";

const arrivalName = /arriv|receiv|ingest|collect|load|insert|process|server|stored/i;

/** The column that looks as if it held the moment of arrival; null where none does. */
export function guessArrival(columns: readonly Column[], time: Column | null): Column | null {
  return columns.find((column) => column !== time && isTime(column) && arrivalName.test(column.name)) ?? null;
}

/**
 * How late events arrive: by period of their own time the number of events, late (arrived more than `allowed` after they
 * happened), late_share, out_of_order (something that happened later had already arrived, of the same entity unless
 * `among` all), and median_delay_seconds, p95_delay_seconds and max_delay_seconds; or with `rows` every row with
 * delay_seconds, is_late and is_out_of_order. Rows without a finite moment of either kind are left out. What arrives at
 * the same moment is in order.
 */
export function lateSql(log: EventLog, choices: LateChoices): string {
  const time = needed(log, "time");
  const column =
    choices.arrived === undefined
      ? guessArrival(log.columns, time)
      : columnNamed(log.columns, choices.arrived, ["late", "arrived"]);
  if (!column)
    throw new ChoiceError(
      `No column of ${log.relation} looks as if it said when an event arrived.`,
      "Name it: arrived: COLUMN.",
      ["late"],
    );
  const allowed = choices.allowed ?? { count: 1, unit: "hour" as const };
  const [moment, arrival] = [log.name("moment"), log.name("arrival")];
  const happened = momentSql(time, ["time"]);
  const arrived = momentSql(column, ["late", "arrived"]);
  const among = choices.among !== "all" && log.entity ? `PARTITION BY ${bareName(log.entity.name)} ` : "";
  const before = "RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL '1 microsecond' PRECEDING";
  const names = ["delay_seconds", "is_late", "is_out_of_order"].map((name) => log.name(name));
  const [delay = "", late = "", disordered = ""] = names;
  const tables = [
    [
      log.cte("log"),
      `SELECT *, ${happened} AS ${moment}, ${arrived} AS ${arrival}
  FROM ${bareName(log.relation)}${whereSql([`isfinite(${happened})`, `isfinite(${arrived})`, log.where && written(log.where)])}`,
    ],
    [
      log.cte("judged"),
      `SELECT *, (epoch_us(${arrival}) - epoch_us(${moment})) / 1000000 AS ${delay},
    ${arrival} > ${moment} + ${intervalSql(allowed)} AS ${late},
    coalesce(max(${moment}) OVER (${among}ORDER BY ${arrival} ${before}) > ${moment}, false) AS ${disordered}
  FROM ${log.cte("log")}`,
    ],
  ] as const;
  const rule = remark(`Late is what arrives more than ${durationText(allowed)} after it happened.`);
  if (choices.rows)
    return `${rule}${withSql(
      tables,
      `SELECT * EXCLUDE (${moment}, ${arrival})
FROM ${log.cte("judged")}
ORDER BY ${arrival}, ${moment}${log.entity ? `, ${bareName(log.entity.name)}` : ""}`,
    )}`;
  const period = choices.period ?? "day";
  return `${rule}${withSql(
    tables,
    `SELECT ${periodSql(period, localSql(moment, log.zone))} AS ${period}, count(*) AS events,
  count(*) FILTER (WHERE ${late}) AS late, count(*) FILTER (WHERE ${late}) / count(*) AS late_share,
  count(*) FILTER (WHERE ${disordered}) AS out_of_order,
  median(${delay}) AS median_delay_seconds, quantile_cont(${delay}, 0.95) AS p95_delay_seconds,
  max(${delay}) AS max_delay_seconds
FROM ${log.cte("judged")}
GROUP BY 1
ORDER BY 1`,
  )}`;
}
