import { bareName } from "../../sql/bareName.ts";
import type { DedupeChoices } from "../choices.ts";
import { durationText, intervalSql } from "../duration.ts";
import { columnNamed, type EventLog, momentSql, needed, remark, whereSql, written } from "./eventLog.ts";

/**
 * The relation without repeated events. Rows with the same values in `by` (entity and event unless told; NULLs are the
 * same) are one event: of all of them, or with `within` of each run in which none comes later than that after the one
 * before, the `first` or `last` stays. Of rows at the same moment the one with the smaller values comes first. Rows
 * without a finite time are told apart from nothing, so all stay.
 */
export function dedupeSql(log: EventLog, choices: DedupeChoices): string {
  const time = needed(log, "time");
  const keys = choices.by
    ? choices.by.map((name, at) => columnNamed(log.columns, name, ["dedupe", "by", at]))
    : [needed(log, "entity"), ...(log.event ? [log.event] : [])];
  const moment = momentSql(time, ["time"]);
  const names = keys.map(({ name }) => bareName(name));
  const whole = log.name("whole_row");
  const isLast = choices.keep === "last";
  // What has no moment must not stand between others.
  const order = `PARTITION BY ${[...names, `isfinite(${moment})`].join(", ")} ORDER BY ${moment}, ${whole}`;
  const other = `${isLast ? "lead" : "lag"}(${moment}) OVER one`;
  const stays = !choices.within
    ? isLast
      ? `lead(${moment}) OVER one IS NULL`
      : "row_number() OVER one = 1"
    : isLast
      ? `coalesce(${other} > ${moment} + ${intervalSql(choices.within)}, true)`
      : `coalesce(${moment} > ${other} + ${intervalSql(choices.within)}, true)`;
  const run = choices.within ? ` within ${durationText(choices.within)}` : "";
  return `${remark(`The ${isLast ? "last" : "first"} of events with the same ${keys.map(({ name }) => name).join(", ")}${run}.`)}SELECT *
FROM ${bareName(log.relation)} AS ${whole}${whereSql([log.where && written(log.where)]).replace("  WHERE", "WHERE")}
WINDOW one AS (${order})
QUALIFY NOT coalesce(isfinite(${moment}), false) OR ${stays}
ORDER BY ${moment} NULLS LAST, ${names.join(", ")}`;
}
