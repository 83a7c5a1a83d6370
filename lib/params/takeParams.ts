import type { EngineError } from "../engine/protocol.ts";
import type { CellId, NotebookDocument } from "../notebook/document.ts";
import { checkValue } from "./checkValue.ts";
import type { ParamValue } from "./param.ts";
import { paramOf } from "./paramOf.ts";

/** What becomes of values that come with a notebook. */
export interface TakenParams {
  readonly values: ReadonlyMap<CellId, ParamValue>;
  /** Names that no input cell has, or only one whose definition is wrong. */
  readonly unknown: readonly string[];
  readonly refused: readonly { name: string; error: EngineError }[];
}

/** Finds the input cells that values are for, by name without case. Nothing of the values is trusted. */
export function takeParams(
  { cells }: NotebookDocument,
  params: Readonly<Record<string, unknown>>,
): TakenParams {
  const values = new Map<CellId, ParamValue>();
  const unknown: string[] = [];
  const refused: { name: string; error: EngineError }[] = [];
  const inputs = new Map(
    cells.filter(({ kind }) => kind === "input").map((cell) => [cell.name.toLowerCase(), cell]),
  );
  for (const [name, given] of Object.entries(params)) {
    const cell = inputs.get(name.toLowerCase());
    const param = cell && paramOf(cell);
    if (!cell || !param?.ok) {
      unknown.push(name);
      continue;
    }
    const value = checkValue(param.value.definition, given);
    if (value.ok) values.set(cell.id, value.value);
    else refused.push({ name: cell.name, error: value.error });
  }
  return { values, unknown, refused };
}
