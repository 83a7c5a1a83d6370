import { bareName } from "../../sql/bareName.ts";
import { ChoiceError } from "../choiceError.ts";
import type { TouchChoices } from "../choices.ts";
import { intervalSql } from "../duration.ts";
import {
  columnNamed,
  type EventLog,
  happenedSql,
  logNames,
  logSql,
  needed,
  remark,
  withSql,
  written,
} from "./eventLog.ts";

/**
 * First and last touch of each entity: the entity, with a `conversion` its first moment (converted_at), touches,
 * first_at and last_at, and for each column of `of` first_COLUMN and last_COLUMN. With a conversion only the touches
 * that come no later count, and only `within` the time before it; who converted without a touch stands there with NULL.
 * Touches at the same moment stand in the order of their values.
 */
export function touchSql(log: EventLog, choices: TouchChoices): string {
  const { entity, moment } = logNames(log);
  const { of = [], conversion, within } = choices;
  if (of.length === 0) {
    const hint = "Name the columns that say where somebody came from: of: [source, campaign].";
    throw new ChoiceError("First and last touch of what?", hint, ["touch"]);
  }
  if (within && !conversion)
    throw new ChoiceError(
      '"within" is a time before a conversion.',
      "Say which event that is: conversion: EVENT.",
      ["touch", "within"],
    );
  const columns = of.map((name, at) => columnNamed(log.columns, name, ["touch", "of", at]));
  const own = columns.map((_, at) => log.name(`touch_${at + 1}`));
  const is = choices.where
    ? `coalesce(${written(choices.where)}, false)`
    : columns.map(({ name }) => `${bareName(name)} IS NOT NULL`).join(" OR ");
  const also = [
    ...columns.map(({ name }, at) => `${bareName(name)} AS ${own[at]}`),
    `(${is}) AS is_touch`,
    ...(conversion ? [`${happenedSql(log, conversion)} AS converts`] : []),
  ];
  const tables: (readonly [string, string])[] = [
    [log.cte("log"), logSql(log, also)],
    [log.cte("touches"), `SELECT *\n  FROM ${log.cte("log")}\n  WHERE is_touch`],
  ];
  const order = [moment, ...own].map((name) => `t.${name}`).join(", ");
  const who = needed(log, "entity").name;
  const fixed = ["converted_at", "touches", "first_at", "last_at"];
  const shown = fixed.includes(who.toLowerCase()) ? `${who}_` : who;
  const ends = (["first", "last"] as const).flatMap((end) => [
    `${end === "first" ? "min" : "max"}(t.${moment}) AS ${end}_at`,
    ...columns.map(
      ({ name }, at) => `${end}(t.${own[at]} ORDER BY ${order}) AS ${bareName(`${end}_${name}`)}`,
    ),
  ]);
  if (!conversion)
    return `${remark("Where each came from first and last.")}${withSql(
      tables,
      `SELECT t.${entity} AS ${bareName(shown)}, count(*) AS touches,
  ${ends.join(",\n  ")}
FROM ${log.cte("touches")} AS t
GROUP BY t.${entity}
ORDER BY t.${entity}`,
    )}`;
  tables.push([
    log.cte("conversions"),
    `SELECT ${entity}, min(${moment}) AS converted_at\n  FROM ${log.cte("log")}\n  WHERE converts\n  GROUP BY ${entity}`,
  ]);
  const inTime = within ? ` AND t.${moment} >= c.converted_at - ${intervalSql(within)}` : "";
  return `${remark("Where each who converted came from first and last.")}${withSql(
    tables,
    `SELECT c.${entity} AS ${bareName(shown)}, c.converted_at, count(t.${moment}) AS touches,
  ${ends.join(",\n  ")}
FROM ${log.cte("conversions")} AS c
LEFT JOIN ${log.cte("touches")} AS t ON t.${entity} = c.${entity} AND t.${moment} <= c.converted_at${inTime}
GROUP BY c.${entity}, c.converted_at
ORDER BY c.${entity}`,
  )}`;
}
