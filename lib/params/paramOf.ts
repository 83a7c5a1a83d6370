import type { EngineError, Outcome } from "../engine/protocol.ts";
import type { Cell } from "../notebook/document.ts";
import { checkValue } from "./checkValue.ts";
import { isSameValue, type ParamDefinition, type ParamValue } from "./param.ts";
import { readDefinition } from "./readDefinition.ts";

/** An input cell as it stands: what its text defines, and the value that was set or else the default. */
export interface Param {
  readonly definition: ParamDefinition;
  readonly value: Outcome<ParamValue>;
  /** Whether the value is another than the definition's default. */
  readonly isSet: boolean;
}

// Cells are replaced, never changed.
const known = new WeakMap<Cell, Outcome<Param>>();

/** What an input cell defines and holds; the error of its definition at its place. */
export function paramOf(cell: Cell): Outcome<Param> {
  const before = known.get(cell);
  if (before) return before;
  const param = readParam(cell);
  known.set(cell, param);
  return param;
}

function readParam(cell: Cell): Outcome<Param> {
  const read = readDefinition(cell.source);
  if (!read.ok) return read;
  const definition = read.value;
  if (cell.given === undefined)
    return { ok: true, value: { definition, value: { ok: true, value: definition.value }, isSet: false } };
  const value = checkValue(definition, cell.given);
  const isSet = !value.ok || !isSameValue(value.value, definition.value);
  return { ok: true, value: { definition, value: value.ok ? value : unfit(value.error), isSet } };
}

/** The definition may have changed since the value was set. */
function unfit(error: EngineError): Outcome<never> {
  return {
    ok: false,
    error: { ...error, hint: error.hint ?? "Set another value, or go back to the default." },
  };
}

/** The name and column of the relation whose values are the options; null where there is none. */
export function choicesColumn(definition: ParamDefinition): { relation: string; column: string } | null {
  return "choices" in definition && definition.choices.kind === "column" ? definition.choices : null;
}
