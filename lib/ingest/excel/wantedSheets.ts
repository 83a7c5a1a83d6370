import { IngestError } from "../types.ts";
import type { SheetEntry } from "./workbook.ts";

/**
 * The sheets that may be meant, best first, with their places: the one of that name or index from 0; where none is
 * named, all that have cells, hidden ones last. Throws an IngestError where there is none.
 */
export function wantedSheets(
  sheets: readonly SheetEntry[],
  wanted: string | number | undefined,
): [index: number, sheet: SheetEntry][] {
  const all = [...sheets.entries()];
  if (wanted === undefined) {
    const withCells = all.filter(([, sheet]) => hasCells(sheet));
    if (withCells.length === 0) {
      throw new IngestError("The workbook holds no sheet with cells, only charts or dialogs.");
    }
    const isShown = ([, { hidden, kind }]: [number, SheetEntry]) => hidden === "no" && kind === "worksheet";
    return [...withCells.filter(isShown), ...withCells.filter((each) => !isShown(each))];
  }
  const found =
    typeof wanted === "number"
      ? all[wanted]
      : (all.find(([, { name }]) => name === wanted) ??
        all.find(([, { name }]) => name.toLowerCase() === wanted.toLowerCase()));
  if (!found) {
    const names = sheets.slice(0, 20).map(({ name }) => `"${name}"`);
    throw new IngestError(`The workbook has no sheet "${wanted}"; its sheets are ${names.join(", ")}.`);
  }
  const [, sheet] = found;
  if (!hasCells(sheet))
    throw new IngestError(`"${sheet.name}" is a ${sheet.kind} sheet, which has no cells.`);
  return [found];
}

function hasCells({ kind }: SheetEntry): boolean {
  return kind === "worksheet" || kind === "macro";
}
