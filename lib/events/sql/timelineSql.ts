import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import type { EventChoices } from "../choices.ts";
import { type EventLog, happenedSql, needed, withSql, written } from "./eventLog.ts";
import { sessionTables } from "./sessionsSql.ts";

/** So many events of one entity are shown. */
export const mostOnTimeline = 1_000;

/**
 * The events of one entity, told by its value as text, as a cell's rule sees them: ms (since 1970, DOUBLE), event,
 * session (a number, for the rule of the cell or, where it asks for something else, of half an hour) and step (from 1, the
 * first step of a funnel that it is; else NULL). The earliest `mostOnTimeline`.
 */
export function timelineSql(log: EventLog, { analysis }: EventChoices, entity: string): string {
  const who = needed(log, "entity");
  const own: EventLog = {
    ...log,
    where: `${bareName(who.name)}::VARCHAR = ${quoteLiteral(entity)}${log.where ? ` AND ${written(log.where)}` : ""}`,
  };
  // With all columns, so that steps may be any predicate.
  const choices = { ...(analysis.kind === "sessions" ? analysis.of : {}), rows: true };
  const { tables, names } = sessionTables(own, choices);
  const steps = analysis.kind === "funnel" ? (analysis.of.steps ?? []) : [];
  const cases = steps.map((step, at) => `WHEN ${happenedSql(log, step)} THEN ${at + 1}`);
  const step = cases.length === 0 ? "NULL::INTEGER" : `CASE ${cases.join(" ")} END`;
  return withSql(
    tables,
    `SELECT (epoch_us(${names.moment}) / 1000)::DOUBLE AS ms, ${log.event ? names.event : "NULL::VARCHAR"} AS event,
  ${names.session}::INTEGER AS session, (${step})::INTEGER AS step
FROM ${names.table}
ORDER BY ${names.moment}, 2
LIMIT ${mostOnTimeline}`,
  );
}

/** Entities whose text holds what is searched, those with the most events first: name and n (DOUBLE). */
export function entitiesSql(log: EventLog, search: string, most: number): string {
  const name = `${bareName(needed(log, "entity").name)}::VARCHAR`;
  const wanted = search === "" ? "" : ` AND contains(lower(${name}), lower(${quoteLiteral(search)}))`;
  return `SELECT ${name} AS name, count(*)::DOUBLE AS n
FROM ${bareName(log.relation)}
WHERE ${name} IS NOT NULL${wanted}
GROUP BY 1
ORDER BY n DESC, name
LIMIT ${most}`;
}
