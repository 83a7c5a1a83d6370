import type { Period, RetentionChoices } from "../choices.ts";
import {
  type EventLog,
  happenedSql,
  localSql,
  logNames,
  logSql,
  momentSql,
  needed,
  periodSql,
  remark,
  withSql,
} from "./eventLog.ts";

/**
 * Which share of those who began in one period came again so many periods later: cohort (the period's first day),
 * `PERIODs_since` (from 0), users, cohort_users and share (0 to 1). Periods without anybody stand there with 0, up to the
 * last period of the log.
 *
 * An entity begins at its first event, or at the `first` that is told; what comes before is not counted. `calendar`
 * counts the borders between (weeks begin on Monday), `own` whole periods since that moment. `unbounded` counts who came
 * in a period or in any later one.
 */
export function retentionSql(log: EventLog, choices: RetentionChoices): string {
  const { entity, moment } = logNames(log);
  const period = choices.period ?? "week";
  const since = sinceColumn(period);
  const [begins, returns] = [choices.first, choices.returns].map((each) => each && happenedSql(log, each));
  // Once, and in a column of its own: each zone function inside another is bound many times over.
  const local = log.zone === null ? moment : "local";
  const also = [
    ...(begins ? [`${begins} AS begins`] : []),
    ...(returns ? [`${returns} AS returns`] : []),
    ...(log.zone === null
      ? []
      : [`${localSql(momentSql(needed(log, "time"), ["time"]), log.zone)} AS local`]),
  ];
  const passed =
    choices.counting === "own"
      ? `date_sub('${period}', began_local, ${local})`
      : `date_diff('${period}', cohort, ${periodSql(period, local)})`;
  const most = choices.periods === undefined ? "" : `least(${choices.periods}, `;
  const cte = (name: string) => log.cte(name);
  const tables: (readonly [string, string])[] = [
    [cte("log"), logSql(log, also)],
    [
      cte("starts"),
      `SELECT ${entity}, min(${moment}) AS began, arg_min(${local}, ${moment}) AS began_local
  FROM ${cte("log")}${begins ? "\n  WHERE begins" : ""}
  GROUP BY ${entity}`,
    ],
    [cte("people"), `SELECT *, ${periodSql(period, "began_local")} AS cohort\n  FROM ${cte("starts")}`],
    [
      cte("visits"),
      `SELECT DISTINCT ${entity}, cohort, ${passed} AS since
  FROM ${cte("log")} JOIN ${cte("people")} USING (${entity})
  WHERE ${moment} >= began${returns ? " AND returns" : ""}`,
    ],
    [cte("sizes"), `SELECT cohort, count(*) AS size\n  FROM ${cte("people")}\n  GROUP BY cohort`],
    [
      cte("told"),
      `SELECT cohort, size, unnest(range(${most}date_diff('${period}', cohort, (SELECT ${periodSql(period, `arg_max(${local}, ${moment})`)} FROM ${cte("log")}))${most ? ")" : ""} + 1)) AS since
  FROM ${cte("sizes")}`,
    ],
    choices.unbounded
      ? [
          cte("came"),
          `SELECT told.cohort, told.since, count(*) AS users
  FROM ${cte("told")} AS told JOIN (
    SELECT ${entity}, cohort, max(since) AS latest FROM ${cte("visits")} GROUP BY ALL
  ) AS last ON last.cohort = told.cohort AND last.latest >= told.since
  GROUP BY ALL`,
        ]
      : [cte("came"), `SELECT cohort, since, count(*) AS users\n  FROM ${cte("visits")}\n  GROUP BY ALL`],
  ];
  return `${remark(`Who began in which ${period}, and how many of them came again later.`)}${withSql(
    tables,
    `SELECT cohort, since AS ${since}, coalesce(users, 0) AS users, size AS cohort_users,
  coalesce(users, 0) / size AS share
FROM ${cte("told")} LEFT JOIN ${cte("came")} USING (cohort, since)
ORDER BY cohort, ${since}`,
  )}`;
}

/** As the charts of retention know it. */
export function sinceColumn(period: Period): string {
  return `${period}s_since`;
}
