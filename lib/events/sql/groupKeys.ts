import { bareName } from "../../sql/bareName.ts";
import { ChoiceError, type Path } from "../choiceError.ts";
import type { Grouping, PivotColumn } from "../choices.ts";
import { columnNamed, type EventLog, isTime, localSql, momentSql, periodSql } from "./eventLog.ts";
import { numericType } from "./measureSql.ts";

/** A column of rows as SQL sees it. */
export interface GroupKey {
  /** As it is called in the result. */
  shown: string;
  /** As it is called in the facts that are grouped. */
  name: string;
  /** Computed beside the relation's own columns; null where it is one of these. */
  expression: string | null;
  grouping: Grouping;
}

/** The columns that rows are grouped by. Throws a ChoiceError. */
export function groupKeys(log: EventLog, rows: readonly Grouping[]): GroupKey[] {
  const shownNames = new Set<string>();
  const ownNames = new Set<string>();
  const unique = (wanted: string, taken: Set<string>) => {
    let name = wanted;
    for (let nr = 2; taken.has(name.toLowerCase()); nr++) name = `${wanted}_${nr}`;
    taken.add(name.toLowerCase());
    return name;
  };
  return rows.map((grouping, at) => {
    const path = ["group", "rows", at];
    const column = columnNamed(log.columns, grouping.column, path);
    const { by, bin, as } = grouping;
    const shown = unique(
      as ?? (by ? `${column.name}_${by}` : bin === undefined ? column.name : `${column.name}_bin`),
      shownNames,
    );
    const expression = keySql(log, grouping, path);
    const name =
      expression === null ? column.name : log.name(unique(`${column.name}_${by ?? "bin"}`, ownNames));
    return { shown, name: bareName(name), expression, grouping };
  });
}

/** What turns a column into what is grouped by; null where that is the column itself. */
function keySql(
  log: EventLog,
  { column, by, bin }: Pick<Grouping, "column" | "by" | "bin">,
  path: Path,
): string | null {
  const found = columnNamed(log.columns, column, path);
  if (by) {
    if (!isTime(found))
      throw new ChoiceError(`"${found.name}" is ${found.type}, which has no ${by}.`, "Leave out by.", [
        ...path,
        "by",
      ]);
    return periodSql(by, localSql(momentSql(found, path), log.zone));
  }
  if (bin === undefined) return null;
  if (!numericType.test(found.type))
    throw new ChoiceError(`"${found.name}" is ${found.type}, which has no bins.`, "Leave out bin.", [
      ...path,
      "bin",
    ]);
  return `floor(${bareName(found.name)} / ${bin}) * ${bin}`;
}

/** The value that decides into which column of the result a row goes. */
export function pivotSql(log: EventLog, pivot: PivotColumn): string {
  const path = ["group", "columns"];
  return keySql(log, pivot, path) ?? bareName(columnNamed(log.columns, pivot.column, path).name);
}
