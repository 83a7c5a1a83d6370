import { closestName } from "../dataflow/closestName.ts";
import type { EngineError } from "../engine/protocol.ts";

const noTable = /Table with name (.+?) does not exist!/;

/**
 * DuckDB's word that there is no such table, in the notebook's own: it would look for near names among the engine's
 * insides. Other errors stay.
 */
export function sayUnknown(error: EngineError, names: readonly string[]): EngineError {
  const name = noTable.exec(error.message)?.[1];
  if (name === undefined) return error;
  const near = closestName(name, names);
  return {
    ...error,
    message: `No cell and no source is called "${name}".`,
    hint: near ? `Did you mean "${near}"?` : "Name a cell so, or add the data under that name.",
  };
}
