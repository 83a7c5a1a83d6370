import { bareName } from "../../sql/bareName.ts";
import { ChoiceError } from "../choiceError.ts";
import type { SessionChoices } from "../choices.ts";
import { type Duration, durationMicros, durationText, intervalSql } from "../duration.ts";
import {
  columnNamed,
  countedSql,
  type EventLog,
  localSql,
  logNames,
  logSql,
  momentSql,
  needed,
  remark,
  withSql,
  written,
} from "./eventLog.ts";
import { measureSql, namedMeasures } from "./measureSql.ts";

export const defaultGap: Duration = { count: 30, unit: "minute" };

/**
 * Sessions: one row each (session_id, the entity, session from 1, started_at, ended_at, seconds, events, first_event and
 * last_event where events are known, measures), or with `rows` every event with its session_id and session.
 *
 * An event begins a session where it comes more than `gap` after the one before it, or (`midnight`) on another day. A
 * session longer than `longest` is cut into pieces of that length, counted from its start. Events at the same moment are
 * in the same session. Rows without an entity or a finite time belong to no session; `rows` keeps them, with NULL.
 */
export function sessionsSql(log: EventLog, choices: SessionChoices): string {
  const { tables, names } = sessionTables(log, choices);
  return choices.rows ? eventRows(log, tables, names) : sessionRows(log, choices, tables, names);
}

type Tables = (readonly [name: string, body: string])[];

interface SessionNames {
  entity: string;
  moment: string;
  event: string;
  session: string;
  sessionId: string;
  table: string;
  /** Columns that help, to be left out of the rows. */
  helpers: string[];
  /** Which rows of the relation are in a session. */
  counted: string;
}

/** Events with the session of each. */
export function sessionTables(
  log: EventLog,
  choices: SessionChoices,
): { tables: Tables; names: SessionNames } {
  return choices.id === undefined ? byGap(log, choices) : byColumn(log, choices, choices.id);
}

function byGap(log: EventLog, choices: SessionChoices): { tables: Tables; names: SessionNames } {
  const { entity, moment, event } = logNames(log);
  const gap = choices.gap ?? defaultGap;
  const [begins, stretch, day] = [log.name("begins"), log.name("stretch"), log.name("day")];
  const [session, sessionId] = [log.name("session"), log.name("session_id")];
  const one = `PARTITION BY ${entity} ORDER BY ${moment}`;
  const isCut = choices.midnight ?? false;
  const tables: Tables = [
    [
      log.cte("log"),
      logSql(
        log,
        isCut ? [`${localSql(momentSql(needed(log, "time"), ["time"]), log.zone)}::DATE AS ${day}`] : [],
        {
          keepsColumns: needsColumns(choices),
        },
      ),
    ],
    [
      log.cte("marked"),
      `SELECT *, coalesce(${moment} > lag(${moment}) OVER one + ${intervalSql(gap)}${
        isCut ? ` OR ${day} <> lag(${day}) OVER one` : ""
      }, true) AS ${begins}
  FROM ${log.cte("log")}
  WINDOW one AS (${one})`,
    ],
    [
      log.cte("stretches"),
      `SELECT *, count(*) FILTER (WHERE ${begins}) OVER (${one}) AS ${stretch}
  FROM ${log.cte("marked")}`,
    ],
  ];
  const pieces = choices.longest && pieceOf(log, choices.longest, [entity, stretch]);
  const piece = log.name("piece");
  if (pieces)
    tables.push([log.cte("pieces"), `SELECT *, ${pieces} AS ${piece}\n  FROM ${log.cte("stretches")}`]);
  const from = pieces ? log.cte("pieces") : log.cte("stretches");
  const kept = pieces && choices.beyond === "drop" ? `\n  WHERE ${piece} = 0` : "";
  tables.push([
    log.cte("numbered"),
    `SELECT *, ${pieces ? `dense_rank() OVER (PARTITION BY ${entity} ORDER BY ${stretch}, ${piece})` : stretch} AS ${session},
    ${entity}::VARCHAR || '-' || ${session} AS ${sessionId}
  FROM ${from}${kept}`,
  ]);
  const helpers = [
    entity,
    moment,
    ...(log.event ? [event] : []),
    ...(isCut ? [day] : []),
    begins,
    stretch,
    ...(pieces ? [piece] : []),
  ];
  return {
    tables,
    names: {
      entity,
      moment,
      event,
      session,
      sessionId,
      table: log.cte("numbered"),
      helpers,
      counted: countedSql(log),
    },
  };
}

/** Which piece of its length an event lies in, from 0. */
function pieceOf(log: EventLog, longest: Duration, whose: readonly string[]): string {
  const micros = durationMicros(longest);
  if (micros === null)
    throw new ChoiceError(
      `"longest" is ${durationText(longest)}, and no two of these are equally long.`,
      "Say it in days or weeks.",
      ["sessions", "longest"],
    );
  const moment = log.name("moment");
  return `(epoch_us(${moment}) - epoch_us(min(${moment}) OVER (PARTITION BY ${whose.join(", ")}))) // ${micros}`;
}

function byColumn(
  log: EventLog,
  choices: SessionChoices,
  id: string,
): { tables: Tables; names: SessionNames } {
  const column = columnNamed(log.columns, id, ["sessions", "id"]);
  const other = (["gap", "midnight"] as const).find((key) => choices[key] !== undefined);
  if (other)
    throw new ChoiceError(`Sessions that a column says have no "${other}".`, `Leave out ${other}, or id.`, [
      "sessions",
      other,
    ]);
  // Whoever it was: the column alone says what belongs together.
  const own: EventLog = { ...log, entity: column };
  const { entity, moment, event } = logNames(own);
  const [piece, session, sessionId] = [log.name("piece"), log.name("session"), log.name("session_id")];
  const tables: Tables = [[log.cte("log"), logSql(own, [], { keepsColumns: true })]];
  const { longest } = choices;
  if (longest)
    tables.push([
      log.cte("pieces"),
      `SELECT *, ${pieceOf(own, longest, [entity])} AS ${piece}\n  FROM ${log.cte("log")}`,
    ]);
  const isCut = longest !== undefined && choices.beyond !== "drop";
  const number = isCut ? `dense_rank() OVER (PARTITION BY ${entity} ORDER BY ${piece})` : "1::BIGINT";
  tables.push([
    log.cte("numbered"),
    `SELECT *, ${number} AS ${session},
    ${entity}::VARCHAR${isCut ? ` || '-' || ${session}` : ""} AS ${sessionId}
  FROM ${longest ? log.cte("pieces") : log.cte("log")}${longest && !isCut ? `\n  WHERE ${piece} = 0` : ""}`,
  ]);
  const helpers = [entity, moment, ...(log.event ? [event] : []), ...(longest ? [piece] : [])];
  return {
    tables,
    names: {
      entity,
      moment,
      event,
      session,
      sessionId,
      table: log.cte("numbered"),
      helpers,
      counted: countedSql(own),
    },
  };
}

/** Whether columns of the relation are needed beside who, when and what. */
function needsColumns({ rows, measures = [], id }: SessionChoices): boolean {
  return rows === true || measures.length > 0 || id !== undefined;
}

function sessionRows(log: EventLog, choices: SessionChoices, tables: Tables, names: SessionNames): string {
  const { entity, moment, event, session, sessionId } = names;
  const whose = choices.id === undefined ? needed(log, "entity") : log.entity;
  const fixed = [
    "session_id",
    "session",
    "started_at",
    "ended_at",
    "seconds",
    "events",
    "first_event",
    "last_event",
  ];
  const taken = whose && fixed.includes(whose.name.toLowerCase()) ? `${whose.name}_` : whose?.name;
  const order = [moment, ...(log.event ? [event] : [])].join(", ");
  const measures = namedMeasures(choices.measures ?? [], [...fixed, ...(taken === undefined ? [] : [taken])]);
  const who =
    choices.id === undefined
      ? entity
      : whose && `first(${bareName(whose.name)} ORDER BY ${moment}, ${bareName(whose.name)})`;
  const selected = [
    `${sessionId} AS session_id`,
    ...(who && taken !== undefined ? [`${who} AS ${bareName(taken)}`] : []),
    `${session} AS session`,
    `min(${moment}) AS started_at`,
    `max(${moment}) AS ended_at`,
    `(epoch_us(max(${moment})) - epoch_us(min(${moment}))) / 1000000 AS seconds`,
    "count(*) AS events",
    ...(log.event
      ? [`first(${event} ORDER BY ${order}) AS first_event`, `last(${event} ORDER BY ${order}) AS last_event`]
      : []),
    ...measures.map(
      ({ name, measure }, at) =>
        `${measureSql(measure, log.columns, ["sessions", "measures", at], { order })} AS ${bareName(name)}`,
    ),
  ];
  const gap = choices.gap ?? defaultGap;
  const rule =
    choices.id === undefined
      ? `end where nothing follows for more than ${durationText(gap)}`
      : `are said by ${choices.id}`;
  const groups = [sessionId, entity, session].join(", ");
  return `${remark(`Sessions ${rule}.`)}${withSql(
    tables,
    `SELECT ${selected.join(",\n  ")}
FROM ${names.table}
GROUP BY ${groups}
ORDER BY ${entity}, ${session}`,
  )}`;
}

/** The relation's rows, each with its session; the rows of nobody last. */
function eventRows(log: EventLog, tables: Tables, names: SessionNames): string {
  const nobody = log.cte("nobody");
  const all: Tables = [
    ...tables,
    [
      nobody,
      `SELECT *
  FROM ${bareName(log.relation)}
  WHERE NOT coalesce(${names.counted}, false)${log.where ? ` AND ${written(log.where)}` : ""}`,
    ],
  ];
  const { entity, moment, event, helpers } = names;
  const order = [entity, moment, ...(log.event ? [event] : [])].map((name) => `${name} NULLS LAST`);
  return `${remark("Every event with its session; rows of nobody have none.")}${withSql(
    all,
    `SELECT * EXCLUDE (${helpers.join(", ")})
FROM (
  SELECT * FROM ${names.table}
  UNION ALL BY NAME SELECT * FROM ${nobody}
)
ORDER BY ${order.join(", ")}`,
  )}`;
}
