import { ChoiceError } from "../choiceError.ts";
import type { PathChoices } from "../choices.ts";
import { intervalSql } from "../duration.ts";
import { type EventLog, happenedSql, logNames, logSql, needed, remark, withSql } from "./eventLog.ts";

/**
 * The most common sequences of events: path ("a → b → c"), step_1 … step_n, times, users and share (of all such
 * sequences, 0 to 1). `after` an event they begin with it, `before` one they end with it, and a step that is NULL says
 * that there was nothing; else all sequences of the full length count, each beginning one event later.
 * Events at the same moment stand in the order of their names; those without a name are left out.
 */
export function pathsSql(log: EventLog, choices: PathChoices): string {
  needed(log, "event");
  const { entity, moment, event } = logNames(log);
  const { after, before, gap } = choices;
  if (after && before) {
    const hint = "Leave one of them out, or make it a funnel.";
    throw new ChoiceError("Paths begin after an event or end before one, not both.", hint, [
      "paths",
      "before",
    ]);
  }
  const anchor = after ?? before;
  const length = choices.length ?? 3;
  const order = `PARTITION BY ${entity} ORDER BY ${moment}, ${event}`;
  const fresh = [
    ...(gap ? [`coalesce(${moment} > lag(${moment}) OVER one + ${intervalSql(gap)}, true)`] : []),
    ...(choices.repeats ? [] : [`${event} IS DISTINCT FROM lag(${event}) OVER one`]),
  ];
  const whole = gap ? [entity, "stretch"] : [entity];
  const way = before ? "lag" : "lead";
  const steps = Array.from({ length }, (_, at) => {
    const off = before ? length - 1 - at : at;
    return `${off === 0 ? event : `${way}(${event}, ${off}) OVER one`} AS step_${at + 1}`;
  });
  const names = steps.map((_, at) => `step_${at + 1}`);
  const cte = (name: string) => log.cte(name);
  const tables: (readonly [string, string])[] = [
    [cte("log"), logSql(log, anchor ? [`${happenedSql(log, anchor)} AS is_here`] : [])],
    [
      cte("fresh"),
      `SELECT *${gap ? `, ${fresh[0]} AS begins` : ""}
  FROM ${cte("log")}
  WHERE ${event} IS NOT NULL${fresh.length > 0 ? `\n  WINDOW one AS (${order})` : ""}${
    choices.repeats ? "" : `\n  QUALIFY ${fresh.join(" OR ")}`
  }`,
    ],
    ...(gap
      ? [
          [
            cte("stretches"),
            `SELECT *, count(*) FILTER (WHERE begins) OVER (${order}) AS stretch\n  FROM ${cte("fresh")}`,
          ] as const,
        ]
      : []),
    [
      cte("sequences"),
      `SELECT *, ${steps.join(", ")}
  FROM ${gap ? cte("stretches") : cte("fresh")}
  WINDOW one AS (PARTITION BY ${whole.join(", ")} ORDER BY ${moment}, ${event})`,
    ],
  ];
  const chosen = anchor ? "is_here" : `step_${length} IS NOT NULL`;
  return `${remark(`The most common sequences of ${length} events.`)}${withSql(
    tables,
    `SELECT concat_ws(' → ', ${names.join(", ")}) AS path, ${names.join(", ")},
  count(*) AS times, count(DISTINCT ${entity}) AS users, count(*) / sum(count(*)) OVER () AS share
FROM ${cte("sequences")}
WHERE ${chosen}
GROUP BY ${names.join(", ")}
ORDER BY times DESC, ${names.map((name) => `${name} NULLS FIRST`).join(", ")}
LIMIT ${choices.top ?? 100}`,
  )}`;
}
