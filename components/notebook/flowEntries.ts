import { isDisabled, isFrozen } from "../../lib/dataflow/cellOptions.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { isRunnable } from "../../lib/run/runnableKinds.ts";
import type { AppCommands } from "../../lib/store/commands.ts";
import { cellById } from "../../lib/store/selectors.ts";
import type { AppState } from "../../lib/store/state.ts";
import type { PaletteEntry } from "./paletteEntries.ts";

/** What the palette offers of runs and of how cells take part in them; `state` is as it stands when the palette opens. */
export function flowEntries(commands: AppCommands, state: AppState, showGraph: () => void): PaletteEntry[] {
  const isAutomatic = state.document.run === "automatic";
  const cell = state.selection.cellId === null ? undefined : cellById(state, state.selection.cellId);
  const entries = [
    entry("Run stale cells", () => void commands.run(undefined, "stale")),
    entry(isAutomatic ? "Do not run cells automatically" : "Run cells automatically when they change", () =>
      commands.setRunMode(isAutomatic ? "lazy" : "automatic"),
    ),
    entry("Show the graph of cells", showGraph),
  ];
  if (!cell) return entries;
  const { id } = cell;
  return [
    ...entries,
    entry("Run to here (this and all above)", () => void commands.run(id, "above")),
    entry("Run from here (this and all below)", () => void commands.run(id, "below")),
    ...(isRunnable(cell.kind) ? partEntries(commands, cell) : []),
  ];
}

function partEntries(commands: AppCommands, cell: Cell): PaletteEntry[] {
  const { id } = cell;
  const [disabled, frozen] = [isDisabled(cell), isFrozen(cell)];
  return [
    entry("Run what reads the cell", () => void commands.run(id, "readers")),
    entry(frozen ? "Thaw the cell" : "Freeze the cell (keep its result)", () =>
      commands.setOption(id, "frozen", frozen ? null : "true"),
    ),
    entry(disabled ? "Enable the cell" : "Disable the cell", () =>
      commands.setOption(id, "disabled", disabled ? null : "true"),
    ),
  ];
}

function entry(label: string, run: () => void): PaletteEntry {
  return { label, keys: null, run };
}
