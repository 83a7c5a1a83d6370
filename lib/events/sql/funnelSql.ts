import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { ChoiceError } from "../choiceError.ts";
import type { FunnelChoices, Happening } from "../choices.ts";
import { intervalSql } from "../duration.ts";
import {
  columnNamed,
  type EventLog,
  happenedSql,
  labelOf,
  logNames,
  logSql,
  remark,
  withSql,
} from "./eventLog.ts";

type Table = readonly [name: string, body: string];

/**
 * How many distinct entities (users) went through each step: the column of `by` where it is told, step (from 1), label,
 * users, share_of_first, share_of_previous (0 to 1, NULL where nobody came so far) and median_seconds, the middle of
 * what each needed at its quickest from the first step to this one.
 *
 * `ordered`: each step comes at or after the moment of the step before; where one row could be two of the steps (the
 * same event twice, or a predicate), strictly after. Any attempt counts: one that begins later may succeed `within` the
 * time where the first did not. `strict`: no other event of the entity lies between; at the same moment events stand in
 * the order of the steps. `any`: the k-th row counts who did any k of the steps.
 */
export function funnelSql(log: EventLog, choices: FunnelChoices): string {
  const steps = choices.steps ?? [];
  if (steps.length === 0)
    throw new ChoiceError("A funnel needs steps.", "List the events: steps: [view, cart, buy].", ["funnel"]);
  if (steps.length > 20)
    throw new ChoiceError("A funnel has at most 20 steps.", "Leave some out.", ["funnel", "steps"]);
  const by = choices.by === undefined ? null : columnNamed(log.columns, choices.by, ["funnel", "by"]);
  const segment = by && log.name("segment");
  const flags = steps.map((step, at) => `${happenedSql(log, step)} AS ${flagName(log, at)}`);
  const also = [...flags, ...(by ? [`${bareName(by.name)} AS ${segment}`] : [])];
  const order = choices.order ?? "ordered";
  const attempts = { ordered, strict, any }[order](log, choices, steps);
  const { entity, moment } = logNames(log);
  const people: Table = [
    log.cte("people"),
    `SELECT ${[
      entity,
      ...(by
        ? [
            `first(${segment} ORDER BY ${moment}, ${segment}) FILTER (WHERE ${flagName(log, 0)}) AS ${segment}`,
          ]
        : []),
      ...steps.map((_, at) => `min(took_${at + 1}) AS took_${at + 1}`),
    ].join(", ")}
  FROM ${log.cte("attempts")}
  GROUP BY ${entity}`,
  ];
  const counts: Table = [
    log.cte("counts"),
    steps
      .map((step, at) => {
        const label = order === "any" ? `${at + 1} of ${steps.length}` : `${at + 1}. ${labelOf(step)}`;
        const columns = [
          ...(segment ? [segment] : []),
          `${at + 1} AS step`,
          `${quoteLiteral(label)} AS label`,
          `count(took_${at + 1}) AS users`,
          `median(took_${at + 1}) / 1000000 AS median_seconds`,
        ];
        const reached = segment ? ` WHERE took_1 IS NOT NULL GROUP BY ${segment}` : "";
        return `SELECT ${columns.join(", ")} FROM ${log.cte("people")}${reached}`;
      })
      .join("\n  UNION ALL "),
  ];
  const own = segment ? `PARTITION BY ${segment} ` : "";
  const shown = by ? freeOf(by.name) : "";
  return `${remark(remarks[order])}${withSql(
    [[log.cte("log"), logSql(log, also)], ...attempts, people, counts],
    `SELECT ${by ? `${segment} AS ${bareName(shown)}, ` : ""}step, label, users,
  users / nullif(first(users) OVER (${own}ORDER BY step), 0) AS share_of_first,
  users / nullif(lag(users, 1, users) OVER (${own}ORDER BY step), 0) AS share_of_previous,
  median_seconds
FROM ${log.cte("counts")}
ORDER BY ${segment ? `${segment}, ` : ""}step`,
  )}`;
}

const remarks = {
  ordered: "Who came through these steps, one after the other.",
  strict: "Who came through these steps with no other event between.",
  any: "Who came through how many of these steps, in any order.",
};

const fixed = ["step", "label", "users", "share_of_first", "share_of_previous", "median_seconds"];
const freeOf = (name: string) => (fixed.includes(name.toLowerCase()) ? `${name}_` : name);
const flagName = (log: EventLog, at: number) => log.name(`step_${at + 1}`);

/** Whether no row can be two of the steps. */
function areApart(steps: readonly Happening[]): boolean {
  const names = steps.map((step) => ("name" in step ? step.name : null));
  return !names.includes(null) && new Set(names).size === steps.length;
}

/**
 * Per row and step, how long an attempt took that has come to the step here: of all attempts the one that began last,
 * since it has the most time left. So one pass over the events is enough for each step.
 */
function ordered(log: EventLog, { within }: FunnelChoices, steps: readonly Happening[]): Table[] {
  const { entity, moment } = logNames(log);
  const frame = areApart(steps)
    ? "RANGE UNBOUNDED PRECEDING"
    : "RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL '1 microsecond' PRECEDING";
  const inTime = within ? ` AND ${moment} <= since + ${intervalSql(within)}` : "";
  const tables = steps.map((_, at): Table => {
    const step = flagName(log, at);
    const name = log.cte(`came_${at + 1}`);
    if (at === 0)
      return [name, `SELECT *, CASE WHEN ${step} THEN ${moment} END AS start_1\n  FROM ${log.cte("log")}`];
    return [
      name,
      `SELECT * EXCLUDE (since), CASE WHEN ${step}${inTime} THEN since END AS start_${at + 1}
  FROM (
    SELECT *, max(start_${at}) OVER (PARTITION BY ${entity} ORDER BY ${moment} ${frame}) AS since
    FROM ${log.cte(`came_${at}`)}
  )`,
    ];
  });
  const took = steps.map((_, at) => `epoch_us(${moment}) - epoch_us(start_${at + 1}) AS took_${at + 1}`);
  return [
    ...tables,
    [log.cte("attempts"), `SELECT *, ${took.join(", ")}\n  FROM ${log.cte(`came_${steps.length}`)}`],
  ];
}

function strict(log: EventLog, { within }: FunnelChoices, steps: readonly Happening[]): Table[] {
  const { entity, moment, event } = logNames(log);
  const flags = steps.map((_, at) => flagName(log, at));
  const took = steps.map((_, at) => {
    const all = flags
      .slice(0, at + 1)
      .map((flag, place) => (place === 0 ? flag : `lead(${flag}, ${place}) OVER one`));
    const end = at === 0 ? moment : `lead(${moment}, ${at}) OVER one`;
    const inTime = within && at > 0 ? ` AND ${end} <= ${moment} + ${intervalSql(within)}` : "";
    return `CASE WHEN ${all.join(" AND ")}${inTime} THEN epoch_us(${end}) - epoch_us(${moment}) END AS took_${at + 1}`;
  });
  const order = [moment, ...flags.map((flag) => `${flag} DESC`), ...(log.event ? [event] : [])];
  return [
    [
      log.cte("attempts"),
      `SELECT *,
    ${took.join(",\n    ")}
  FROM ${log.cte("log")}
  WINDOW one AS (PARTITION BY ${entity} ORDER BY ${order.join(", ")})`,
    ],
  ];
}

function any(log: EventLog, { within }: FunnelChoices, steps: readonly Happening[]): Table[] {
  const { entity, moment } = logNames(log);
  const names = steps.map(labelOf);
  const twice = names.findIndex((name, at) => names.indexOf(name) < at);
  if (twice >= 0)
    throw new ChoiceError(
      `"${names[twice]}" is a step twice.`,
      "In any order each step counts once: leave one out.",
      ["funnel", "steps", twice],
    );
  const latest = steps.map(
    (_, at) =>
      `max(CASE WHEN ${flagName(log, at)} THEN ${moment} END) OVER (PARTITION BY ${entity} ORDER BY ${moment})`,
  );
  const inTime = within ? ` AND x >= ${moment} - ${intervalSql(within)}` : "";
  const took = steps.map((_, at) => `epoch_us(${moment}) - epoch_us(done[${at + 1}]) AS took_${at + 1}`);
  return [
    [
      log.cte("latest"),
      `SELECT *, [${latest.join(",\n    ")}] AS latest
  FROM ${log.cte("log")}`,
    ],
    [
      log.cte("attempts"),
      `SELECT *, list_reverse_sort(list_filter(latest, lambda x: x IS NOT NULL${inTime})) AS done,
    ${took.join(",\n    ")}
  FROM ${log.cte("latest")}`,
    ],
  ];
}
