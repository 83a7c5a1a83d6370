import type { Column } from "../engine/protocol.ts";
import { sqlCellFacts } from "../sql/cellFacts.ts";
import type { EventChoices } from "./choices.ts";
import type { GuessedColumns } from "./guessColumns.ts";
import { dedupeSql } from "./sql/dedupeSql.ts";
import { columnNamed, type EventLog, eventLog } from "./sql/eventLog.ts";
import { funnelSql } from "./sql/funnelSql.ts";
import { groupSql } from "./sql/groupSql.ts";
import { lateSql } from "./sql/lateSql.ts";
import { pathsSql } from "./sql/pathsSql.ts";
import { retentionSql } from "./sql/retentionSql.ts";
import { sessionsSql } from "./sql/sessionsSql.ts";
import { touchSql } from "./sql/touchSql.ts";
import { windowSql } from "./sql/windowSql.ts";

/** The relation as the log that a cell's choices mean; what they do not say is as guessed. Throws a ChoiceError. */
export function logOf(
  choices: EventChoices,
  relation: string,
  columns: readonly Column[],
  guessed: GuessedColumns,
): EventLog {
  const column = (role: "entity" | "time" | "event") => {
    const name = choices[role];
    return name === undefined ? guessed[role] : columnNamed(columns, name, [role]);
  };
  return eventLog(relation, columns, readsOf(choices).reads, {
    entity: column("entity"),
    time: column("time"),
    event: column("event"),
    where: choices.where ?? null,
    zone: choices.zone ?? null,
  });
}

/**
 * The SQL of an events cell: one SELECT of table expressions. `values` are those of a grouping's pivoted column, as
 * `pivotQuery` finds them. Throws a ChoiceError.
 */
export function compileEvents(
  choices: EventChoices,
  log: EventLog,
  values: readonly (string | null)[] = [],
): string {
  const { analysis } = choices;
  switch (analysis.kind) {
    case "sessions":
      return sessionsSql(log, analysis.of);
    case "funnel":
      return funnelSql(log, analysis.of);
    case "retention":
      return retentionSql(log, analysis.of);
    case "paths":
      return pathsSql(log, analysis.of);
    case "touch":
      return touchSql(log, analysis.of);
    case "dedupe":
      return dedupeSql(log, analysis.of);
    case "late":
      return lateSql(log, analysis.of);
    case "window":
      return windowSql(log, analysis.of);
    case "group":
      return groupSql(log, analysis.of, analysis.of.columns?.values ?? values);
  }
}

/** Where in a cell's text a person wrote SQL. */
export interface WrittenSql {
  path: (string | number)[];
  sql: string;
}

/** All SQL in the choices, with its place in the text. */
export function writtenSql(choices: EventChoices): WrittenSql[] {
  const found: WrittenSql[] = choices.where === undefined ? [] : [{ path: ["where"], sql: choices.where }];
  const visit = (value: unknown, path: (string | number)[]) => {
    if (Array.isArray(value)) for (const [at, each] of value.entries()) visit(each, [...path, at]);
    else if (typeof value === "object" && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        if ((key === "where" || key === "having") && typeof each === "string")
          found.push({ path: [...path, key], sql: each });
        else visit(each, [...path, key]);
      }
      if ("fn" in value && value.fn === "sql" && "of" in value && typeof value.of === "string")
        found.push({ path: [...path, "sql"], sql: value.of });
    }
  };
  visit(choices.analysis.of, [choices.analysis.kind]);
  return found;
}

/** Relations and placeholders that the written SQL reads. */
export function readsOf(choices: EventChoices): { reads: string[]; placeholders: string[] } {
  const facts = writtenSql(choices).map(({ sql }) => sqlCellFacts(`SELECT (${sql}\n)`));
  return {
    reads: [...new Set(facts.flatMap(({ reads }) => reads))],
    placeholders: [...new Set(facts.flatMap(({ placeholders }) => placeholders))],
  };
}

/** The columns that an analysis goes by, of which it is worth saying that they were guessed. */
export function usedRoles(choices: EventChoices): ("entity" | "time" | "event")[] {
  switch (choices.analysis.kind) {
    case "group":
      return choices.analysis.of.measures?.some(({ fn }) => fn === "first" || fn === "last") ? ["time"] : [];
    case "window":
      return ["time"];
    case "dedupe":
      return choices.analysis.of.by ? ["time"] : ["entity", "time", "event"];
    case "late":
    case "touch":
      return ["entity", "time"];
    case "sessions":
      return choices.analysis.of.id === undefined ? ["entity", "time", "event"] : ["time", "event"];
    case "funnel":
    case "retention":
    case "paths":
      return ["entity", "time", "event"];
  }
}
