import type { Cell } from "../notebook/document.ts";
import { choicesColumn, paramOf } from "./paramOf.ts";

/** What an input cell reads (the relation of its options), and whether its name is that of a source chosen in it. */
export function inputFacts(cell: Cell): { reads: string[]; holdsSource: boolean } {
  const param = paramOf(cell);
  if (!param.ok) return { reads: [], holdsSource: false };
  const from = choicesColumn(param.value.definition);
  return { reads: from ? [from.relation] : [], holdsSource: param.value.definition.type === "file" };
}
