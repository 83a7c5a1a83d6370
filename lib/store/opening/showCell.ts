import type { AddressDeps } from "../openAddress.ts";

/** Selects the cell that a link names, where there is one. */
export function showCell(
  { store, commands }: Pick<AddressDeps, "store" | "commands">,
  name: string | null,
): void {
  const wanted = name?.toLowerCase();
  const cell = store.getState().document.cells.find((candidate) => candidate.name.toLowerCase() === wanted);
  if (cell) commands.select(cell.id, "command");
}
