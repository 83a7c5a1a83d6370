import { closestName } from "../../dataflow/closestName.ts";
import { relationKey } from "../../dataflow/relationKey.ts";
import type { EngineError, Outcome } from "../../engine/protocol.ts";
import { ChoiceError } from "../../events/choiceError.ts";
import type { EventChoices } from "../../events/choices.ts";
import {
  compileEvents,
  logOf,
  readsOf,
  usedRoles,
  type WrittenSql,
  writtenSql,
} from "../../events/compileEvents.ts";
import { type GuessedColumns, guessColumns } from "../../events/guessColumns.ts";
import { sampleColumns } from "../../events/sampleColumns.ts";
import { countedSql, type EventLog } from "../../events/sql/eventLog.ts";
import { pivotQuery } from "../../events/sql/groupSql.ts";
import { withChoice } from "../../events/text/editEvents.ts";
import { placeBetween, placeOf, placeSqlError } from "../../events/text/placeOf.ts";
import { readEvents, YamlError } from "../../events/text/readEvents.ts";
import type { Cell } from "../../notebook/document.ts";
import { bareName } from "../../sql/bareName.ts";
import { bindParams } from "../../sql/bindParams.ts";
import { renameRelation } from "../../sql/renameRelation.ts";
import { applyEdits } from "../../sql/textEdits.ts";
import { decodeTextPage } from "../../table/textPage.ts";
import { bindExported } from "../bindExported.ts";
import { type ExecutionContext, noOutput } from "../executor.ts";
import type { StepKind } from "../stepKinds.ts";

/** `events` cells: sessions, funnels and their like, and groups, as short YAML that becomes one SELECT. */
export const eventsCell: StepKind = { facts, rename, script, run: (cell, context) => run(cell, context) };

function facts(cell: Cell): ReturnType<StepKind["facts"]> {
  const { from } = cell.options;
  const choices = read(cell);
  const inside = choices.ok ? readsOf(choices.value) : { reads: [], placeholders: [] };
  const reads = [...(from ? [from] : []), ...inside.reads, ...inside.placeholders];
  return { reads: [...new Set(reads)], defines: [cell.name] };
}

function rename(cell: Cell, from: string, to: string): ReturnType<StepKind["rename"]> {
  const isRead = relationKey(cell.options.from ?? "") === relationKey(from);
  const options = isRead ? { ...cell.options, from: to } : cell.options;
  const choices = read(cell);
  let { source } = cell;
  for (const { path, sql } of choices.ok ? writtenSql(choices.value) : []) {
    const before = "SELECT (";
    const renamed = renameRelation(`${before}${sql}\n)`, from, to);
    if (!renamed.ok || renamed.edits.length === 0) continue;
    const edits = renamed.edits.map((edit) => ({
      ...edit,
      start: edit.start - before.length,
      end: edit.end - before.length,
    }));
    source = withChoice(source, path, applyEdits(sql, edits).text);
  }
  return { source, options };
}

interface Compiled {
  sql: string;
  log: EventLog;
  choices: EventChoices;
  pieces: WrittenSql[];
}

async function script(cell: Cell, context: ExecutionContext): Promise<Outcome<string>> {
  const compiled = await compile(cell, context);
  return compiled.ok ? { ok: true, value: compiled.value.sql } : compiled;
}

const run: StepKind["run"] = async (cell, context) => {
  const compiled = await compile(cell, context);
  if (!compiled.ok) return compiled;
  const { sql, pieces } = compiled.value;
  const placed = (error: EngineError) => placeSqlError(error, sql, cell.source, pieces);
  const bound = bindExported(sql, context.values, context.typed);
  if (!bound.ok) return { ok: false, error: placed(bound.error) };
  const answer = await context.engine.run(
    { runId: context.runId, name: cell.name, sql: bound.value.sql, params: bound.value.params },
    context.onEvent,
  );
  if (!answer.ok) return { ok: false, error: placed(bound.value.locate(answer.error)) };
  const { result, elapsedMs } = answer.value;
  const messages = [...guessMessages(compiled.value), ...(await leftOut(compiled.value, context))];
  return { ok: true, value: { output: { ...noOutput, result, messages }, elapsedMs } };
};

/** The cell's choices; what means nothing stands at its line. */
function read(cell: Cell): Outcome<EventChoices> {
  return placingErrors(cell, () => readEvents(cell.source));
}

function placingErrors<T>(cell: Cell, work: () => T): Outcome<T> {
  try {
    return { ok: true, value: work() };
  } catch (thrown) {
    if (!(thrown instanceof ChoiceError)) throw thrown;
    const { message, hint, path, names, isKey } = thrown;
    const near = names && closestName(names.written, names.known);
    const place =
      thrown instanceof YamlError
        ? placeBetween(cell.source, thrown.offset, thrown.offset + 1)
        : placeOf(cell.source, path, isKey);
    return {
      ok: false,
      error: { code: "sql", message, hint: near ? `Did you mean ${near}?` : hint, ...place },
    };
  }
}

async function compile(cell: Cell, context: ExecutionContext): Promise<Outcome<Compiled>> {
  const from = cell.options.from ?? "";
  const relation = context.relation(from);
  if (!relation) {
    const message =
      from === "" ? "This cell does not say which relation it reads." : `There is no relation "${from}".`;
    return {
      ok: false,
      error: { code: "sql", message, hint: "Choose one: from=NAME in the cell's options." },
    };
  }
  const choices = read(cell);
  if (!choices.ok) return choices;
  const guessed = await guess(choices.value, relation, context);
  const log = placingErrors(cell, () => logOf(choices.value, relation.name, relation.columns, guessed));
  if (!log.ok) return log;
  const values = await pivotedValues(cell, choices.value, log.value, context);
  if (!values.ok) return values;
  const sql = placingErrors(cell, () => compileEvents(choices.value, log.value, values.value));
  if (!sql.ok) return sql;
  const pieces = writtenSql(choices.value);
  return { ok: true, value: { sql: sql.value, log: log.value, choices: choices.value, pieces } };
}

/** Columns that the text does not name. Where they cannot be looked at, their names and types have to do. */
async function guess(
  choices: EventChoices,
  { name, columns }: NonNullable<ReturnType<ExecutionContext["relation"]>>,
  context: ExecutionContext,
): Promise<GuessedColumns> {
  if (usedRoles(choices).every((role) => choices[role] !== undefined)) return guessColumns(columns);
  return guessColumns(
    columns,
    await sampleColumns(name, columns, (sql, most) => context.engine.select(sql, most)),
  );
}

async function pivotedValues(
  cell: Cell,
  choices: EventChoices,
  log: EventLog,
  context: ExecutionContext,
): Promise<Outcome<(string | null)[]>> {
  const { analysis } = choices;
  if (analysis.kind !== "group") return { ok: true, value: [] };
  const query = placingErrors(cell, () => pivotQuery(log, analysis.of));
  if (!query.ok) return query;
  if (query.value === null) return { ok: true, value: [] };
  const bound = bindExported(query.value, context.values, context.typed);
  if (!bound.ok) return bound;
  const sql = bindParams(bound.value.sql, bound.value.params);
  if (!sql.ok) return sql;
  const answer = await context.engine.select(sql.value.sql, 1000);
  if (!answer.ok)
    return { ok: false, error: placeSqlError(answer.error, query.value, cell.source, writtenSql(choices)) };
  const page = decodeTextPage(answer.value.ipc);
  return { ok: true, value: Array.from({ length: page.rows }, (_, row) => page.cell(row, 0)) };
}

function guessMessages({ choices, log }: Compiled): string[] {
  const said = usedRoles(choices).flatMap((role) =>
    choices[role] === undefined && log[role] ? [`${role}: ${log[role].name}`] : [],
  );
  return said.length === 0 ? [] : [`Guessed ${said.join(", ")}. Write it into the cell to keep it.`];
}

/** How many rows are nobody's. A count that fails says nothing: the rows that were asked for are there. */
async function leftOut({ choices, log }: Compiled, { engine }: ExecutionContext): Promise<string[]> {
  const roles = usedRoles(choices);
  if (!roles.includes("entity") || !log.entity || !log.time) return [];
  const sql = `SELECT count(*)::VARCHAR FROM ${bareName(log.relation)} WHERE NOT coalesce(${countedSql(log)}, false)`;
  const answer = await engine.select(sql, 1);
  const count = answer.ok ? Number(decodeTextPage(answer.value.ipc).cell(0, 0)) : 0;
  if (count === 0) return [];
  const rows = count === 1 ? "1 row has" : `${count.toLocaleString("en")} rows have`;
  return [
    `${rows} no ${log.entity.name} or no ${log.time.name}, and ${count === 1 ? "is" : "are"} nobody's.`,
  ];
}
