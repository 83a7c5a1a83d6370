import type { ParamValue } from "../params/param.ts";
import type { NotebookDocument } from "./document.ts";

/** The values that were set in input cells, by the cells' names; undefined where there are none. */
export function givenValues({ cells }: NotebookDocument): Record<string, ParamValue> | undefined {
  const given = cells.flatMap(({ kind, name, given: value }): [string, ParamValue][] =>
    kind === "input" && value !== undefined ? [[name, value]] : [],
  );
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

/** The notebook with these values in its input cells, and the others at their defaults; names that none has are passed over. */
export function withGivenValues(
  document: NotebookDocument,
  values: Readonly<Record<string, ParamValue>> = {},
): NotebookDocument {
  const known = new Map(Object.entries(values));
  const cells = document.cells.map((cell) => {
    const given = cell.kind === "input" ? known.get(cell.name) : undefined;
    if (given === cell.given) return cell;
    const { given: _, ...rest } = cell;
    return given === undefined ? rest : { ...rest, given };
  });
  return cells.every((cell, at) => cell === document.cells[at]) ? document : { ...document, cells };
}
