import type { AddressDeps } from "../openAddress.ts";

/** What a link says is to be seen first. */
export interface ShownFirst {
  readonly cell: string | null;
  readonly view: "report" | null;
}

/** Selects the cell that a link names, where there is one, and shows the report where the link leads to that. */
export function showCell(
  { store, commands }: Pick<AddressDeps, "store" | "commands">,
  { cell: name, view }: ShownFirst,
): void {
  const wanted = name?.toLowerCase();
  const cell = store.getState().document.cells.find((candidate) => candidate.name.toLowerCase() === wanted);
  if (cell) commands.select(cell.id, "command");
  if (view) commands.show(view);
}
