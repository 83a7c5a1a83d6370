import type { Cell } from "../notebook/document.ts";

/** Options of a cell's fence that say how it takes part in runs; the others are its kind's own. */
export type FlowOption = "disabled" | "frozen";

/** The cell does not run, and what reads it waits: `disabled=true`. */
export function isDisabled(cell: Pick<Cell, "options">): boolean {
  return isOn(cell, "disabled");
}

/** The cell keeps the result that it has until it is thawed: `frozen=true`. */
export function isFrozen(cell: Pick<Cell, "options">): boolean {
  return isOn(cell, "frozen");
}

/** A word alone in the fence says the same as `=true`. */
function isOn({ options }: Pick<Cell, "options">, key: FlowOption): boolean {
  return Object.hasOwn(options, key) && /^(true|yes|on|1|)$/i.test(options[key] ?? "");
}
