import type { Column } from "../../engine/protocol.ts";
import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { ChoiceError, type Path } from "../choiceError.ts";
import type { Happening, Period } from "../choices.ts";
import { freeNames } from "../freeNames.ts";

/** A relation as a log of events: where who, what and when stand, and names that are free in SQL over it. */
export interface EventLog {
  relation: string;
  columns: readonly Column[];
  entity: Column | null;
  time: Column | null;
  event: Column | null;
  where: string | null;
  zone: string | null;
  /** A name for a common table expression that hides no relation which the SQL reads. */
  cte(wanted: string): string;
  /** A name for a computed column that is none of the relation's. */
  name(wanted: string): string;
}

export function eventLog(
  relation: string,
  columns: readonly Column[],
  reads: readonly string[],
  said: Pick<EventLog, "entity" | "time" | "event" | "where" | "zone">,
): EventLog {
  const cte = freeNames([relation, ...reads]);
  return { relation, columns, ...said, cte, name: freeNames(columns.map(({ name }) => name)) };
}

/** A column by name, as people write it. */
export function columnNamed(columns: readonly Column[], name: string, path: Path): Column {
  const key = name.toLowerCase();
  const found =
    columns.find((column) => column.name === name) ??
    columns.find((column) => column.name.toLowerCase() === key);
  if (found) return found;
  const known = columns.map((column) => column.name);
  const shown = known.slice(0, 8).join(", ");
  const hint =
    known.length > 8 ? `Its columns are ${shown} and ${known.length - 8} more.` : `Its columns are ${shown}.`;
  throw new ChoiceError(`There is no column "${name}".`, hint, path, { written: name, known });
}

const timeTypes = /^(?:DATE|TIMESTAMP(?:_S|_MS|_NS)?|TIMESTAMP WITH TIME ZONE)$/;

export function isTime({ type }: Column): boolean {
  return timeTypes.test(type);
}

/** The one of the three that an analysis cannot do without. */
export function needed(log: EventLog, role: "entity" | "time" | "event"): Column {
  const column = log[role];
  if (column) return column;
  const what = { entity: "who did something", time: "when it happened", event: "what happened" }[role];
  throw new ChoiceError(
    `No column of ${log.relation} looks as if it said ${what}.`,
    role === "time"
      ? "Name it: time: COLUMN. Text or numbers become times in a clean or SQL cell first."
      : `Name it: ${role}: COLUMN.`,
    [],
  );
}

/** A column as a TIMESTAMP: a moment in UTC where it has a zone, else as it stands. */
export function momentSql(column: Column, path: Path): string {
  if (!isTime(column)) {
    const hint = "Make it a TIMESTAMP in a clean or SQL cell first.";
    throw new ChoiceError(`"${column.name}" is ${column.type}, which is no time.`, hint, path);
  }
  const name = bareName(column.name);
  return column.type === "TIMESTAMP" ? name : `${name}::TIMESTAMP`;
}

/** A moment in UTC by the clock of a zone. */
export function localSql(moment: string, zone: string | null): string {
  if (zone === null || zone.toLowerCase() === "utc") return moment;
  return `(${moment} AT TIME ZONE 'UTC' AT TIME ZONE ${quoteLiteral(zone)})`;
}

/** The first day, or for hours the first moment, of the period that a moment lies in. */
export function periodSql(period: Period, moment: string): string {
  return period === "hour" ? `date_trunc('hour', ${moment})` : `date_trunc('${period}', ${moment})::DATE`;
}

/** SQL that a person wrote, so that neither a comment in it nor an OR reaches further. */
export function written(sql: string): string {
  return /--|\n/.test(sql) ? `(${sql}\n)` : `(${sql})`;
}

/** Whether a row of the relation is this event; true or false, never NULL. */
export function happenedSql(log: EventLog, happening: Happening): string {
  if ("where" in happening) return `coalesce(${written(happening.where)}, false)`;
  const event = bareName(needed(log, "event").name);
  return `coalesce(${event}::VARCHAR = ${quoteLiteral(happening.name)}, false)`;
}

export function labelOf(happening: Happening): string {
  return "where" in happening ? happening.as : happening.name;
}

/** Conditions as a WHERE with its line break before it, or nothing. */
export function whereSql(conditions: readonly (string | null)[]): string {
  const all = conditions.filter((condition) => condition !== null);
  return all.length === 0 ? "" : `\n  WHERE ${all.join(" AND ")}`;
}

/** Names of the columns that `logSql` makes. */
export interface LogNames {
  entity: string;
  moment: string;
  event: string;
}

export function logNames(log: EventLog): LogNames {
  return { entity: log.name("entity"), moment: log.name("moment"), event: log.name("event") };
}

/** Rows that an analysis counts: they have an entity and a finite moment. */
export function countedSql(log: EventLog): string {
  const entity = bareName(needed(log, "entity").name);
  return `${entity} IS NOT NULL AND isfinite(${momentSql(needed(log, "time"), ["time"])})`;
}

/**
 * The body of the first table expression: the events with who, when and (where it is known) what, and what else is
 * computed per row. Rows without an entity or a finite moment are nobody's and are left out.
 */
export function logSql(
  log: EventLog,
  also: readonly string[] = [],
  { keepsColumns = false }: { keepsColumns?: boolean } = {},
): string {
  const names = logNames(log);
  const selected = [
    ...(keepsColumns ? ["*"] : []),
    `${bareName(needed(log, "entity").name)} AS ${names.entity}`,
    `${momentSql(needed(log, "time"), ["time"])} AS ${names.moment}`,
    ...(log.event ? [`${bareName(log.event.name)}::VARCHAR AS ${names.event}`] : []),
    ...also,
  ];
  return `SELECT ${selected.join(",\n    ")}
  FROM ${bareName(log.relation)}${whereSql([countedSql(log), log.where && written(log.where)])}`;
}

/** Table expressions and what is selected from them. */
export function withSql(tables: readonly (readonly [name: string, body: string])[], select: string): string {
  const parts = tables.map(([name, body]) => `${bareName(name)} AS (\n  ${body}\n)`);
  return `WITH ${parts.join(", ")}\n${select}`;
}

/** One line of a comment: what people name must not end it. */
export function remark(text: string): string {
  return `-- ${text.replace(/\s+/g, " ")}\n`;
}
