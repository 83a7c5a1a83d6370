import { closestName } from "../dataflow/closestName.ts";
import type { Column, EngineError, Outcome } from "../engine/protocol.ts";
import type { Cell } from "../notebook/document.ts";
import { type BoundParam, bindParam } from "../params/bindParam.ts";
import { shown } from "../params/checkValue.ts";
import { canBeOption, missingOptionsQuery } from "../params/optionQuery.ts";
import type { ParamDefinition, ParamValue } from "../params/param.ts";
import { choicesColumn, paramOf } from "../params/paramOf.ts";
import { decodeTextPage } from "../table/textPage.ts";
import { type Execution, type ExecutionContext, type Executor, noOutput } from "./executor.ts";

/** Where an input finds the relation of its options. */
type Relations = Pick<ExecutionContext, "relation">;

/** An input cell has nothing to compute: its value is checked, and the engine is asked only whether a column has it. */
export const runInput: Executor = async (cell, context) => {
  const startedAt = performance.now();
  const settled = settleInput(cell, context);
  if (!settled.ok) return settled;
  const { column, value, execution } = settled.value;
  const chosen = chosenOf(value);
  if (column && chosen.length > 0) {
    const answer = await context.engine.select(missingOptionsQuery(column.relation, column, chosen), 1);
    if (!answer.ok) return answer;
    const missing = decodeTextPage(answer.value.ipc);
    if (missing.rows > 0) return notAmong(missing.cell(0, 0), column);
  }
  return { ok: true, value: { ...execution, elapsedMs: performance.now() - startedAt } };
};

interface Settled {
  readonly value: ParamValue;
  /** The column that the options come from. */
  readonly column: { relation: string; name: string; type: string } | null;
  readonly execution: Execution;
}

/** What an input comes to without asking the engine anything: all but whether its column has the value. */
export function settleInput(cell: Cell, relations: Relations): Outcome<Settled> {
  const param = paramOf(cell);
  if (!param.ok) return param;
  const { definition, value } = param.value;
  if (!value.ok) return value;
  if (definition.type === "file" && !relations.relation(cell.name))
    return failed("No file is chosen.", "Choose one in the cell.");
  const column = columnOf(definition, relations);
  if (!column.ok) return column;
  const bound = bindParam(definition, value.value, column.value?.type ?? null);
  return {
    ok: true,
    value: { value: value.value, column: column.value, execution: executionOf(cell, definition, bound) },
  };
}

function executionOf(cell: Cell, definition: ParamDefinition, { sql, packed }: BoundParam): Execution {
  const execution: Execution = { output: noOutput, elapsedMs: 0 };
  // The name of a file input is that of a source.
  if (definition.type === "file") return execution;
  const typed = Object.entries(sql).map(([member, value]) => [
    member === "" ? cell.name : `${cell.name}.${member}`,
    value,
  ]);
  return { ...execution, values: { [cell.name]: packed }, typed: Object.fromEntries(typed) };
}

function columnOf(definition: ParamDefinition, relations: Relations): Outcome<Settled["column"]> {
  const from = choicesColumn(definition);
  if (!from) return { ok: true, value: null };
  const relation = relations.relation(from.relation);
  if (!relation) return failed(`There is no relation "${from.relation}".`, "Run the cell that makes it.");
  const column = findColumn(relation.columns, from.column);
  if (!column) {
    const near = closestName(
      from.column,
      relation.columns.map(({ name }) => name),
    );
    const hint = near === null ? "Write from: RELATION.COLUMN." : `Did you mean ${relation.name}.${near}?`;
    return failed(`${relation.name} has no column "${from.column}".`, hint);
  }
  if (!canBeOption(column.type))
    return failed(
      `${relation.name}.${column.name} is ${column.type}, of which nothing can be picked from a list.`,
      "Take the options from a column of plain values.",
    );
  return { ok: true, value: { relation: relation.name, ...column } };
}

function findColumn(columns: readonly Column[], name: string): Column | undefined {
  const key = name.toLowerCase();
  return (
    columns.find((column) => column.name === name) ??
    columns.find((column) => column.name.toLowerCase() === key)
  );
}

function chosenOf(value: ParamValue): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value : [];
}

function notAmong(value: string | null, { relation, name }: { relation: string; name: string }) {
  return failed(`${relation}.${name} has no ${shown(value)}.`, "Choose another value in the cell.");
}

function failed(message: string, hint: string): { ok: false; error: EngineError } {
  return { ok: false, error: { code: "sql", message, hint } };
}
