import { keysOf } from "../../lib/notebookKeys/customKeys.ts";
import type { KeyBinding } from "../../lib/notebookKeys/keyMap.ts";
import type { NotebookAction } from "../../lib/notebookKeys/notebookAction.ts";
import type { AppCommands } from "../../lib/store/commands.ts";
import type { AppState } from "../../lib/store/state.ts";
import { addClipboard, addFolder } from "../data/add/addings.ts";

import { flowEntries } from "./flowEntries.ts";

export interface PaletteEntry {
  label: string;
  keys: string | null;
  run: () => void;
}

// Moving about is quicker by key than by looking it up.
const leftOut = new Set<NotebookAction>([
  "palette",
  "selectAbove",
  "selectBelow",
  "extendAbove",
  "extendBelow",
]);

/** Everything the palette offers: what the toolbar does, then what the keys do. */
export function paletteEntries(
  commands: AppCommands,
  perform: (action: NotebookAction) => void,
  page: {
    openNotebook: () => void;
    share: () => void;
    openLibrary: () => void;
    powers: () => void;
    packages: () => void;
    timezone: () => void;
    togglePanel: () => void;
    showGraph: () => void;
    showHistory: () => void;
    showProfile: () => void;
    state: AppState;
    addUrl: () => void;
    addS3: () => void;
    /** The keys as they are now. */
    bindings: readonly KeyBinding[];
  },
): PaletteEntry[] {
  const seen = new Set<NotebookAction>();
  const fromKeys = page.bindings.flatMap(({ action, label }): PaletteEntry[] => {
    if (leftOut.has(action) || seen.has(action)) return [];
    seen.add(action);
    return [{ label, keys: keysOf(page.bindings, action)[0] ?? null, run: () => perform(action) }];
  });
  return [
    entry("Run all", () => void commands.run()),
    ...flowEntries(commands, page.state, page.showGraph),
    entry("Restart the engine and run all", () => void commands.restartEngine({ runAll: true })),
    entry("Add data from disk", () => void commands.pickFiles()),
    entry("Add data from a folder", () => void addFolder(commands)),
    entry("Add data from a URL", page.addUrl),
    entry("Add data from S3", page.addS3),
    entry("Add data from the clipboard", () => void addClipboard(commands)),
    entry("Share as a link", page.share),
    entry("Notebooks on this device", page.openLibrary),
    entry("Save as a new file…", () => void commands.saveFileAs()),
    entry("Show what this notebook may reach", page.powers),
    entry("Set where TypeScript cells import packages from", page.packages),
    entry("Set the time zone of charts", page.timezone),
    entry("Save as a Jupyter notebook", () => void commands.saveAs("ipynb")),
    entry("Save as a web page with results", () => void commands.saveAs("html")),
    entry("Save as an SQL script", () => void commands.saveAs("sql")),
    entry("Save as a TypeScript file", () => void commands.saveAs("ts")),
    entry("Save for Observable Notebook Kit", () => void commands.saveAs("kit.html")),
    entry("Export as a pipeline: SQL script for DuckDB", () => void commands.exportPipeline("sql")),
    entry("Export as a pipeline: Python script", () => void commands.exportPipeline("python")),
    entry("Export as a pipeline: dbt project", () => void commands.exportPipeline("dbt")),
    entry("New notebook", () => void commands.newNotebook()),
    entry("Open a notebook file", page.openNotebook),
    entry("Open the welcome notebook", () => void commands.openWelcome()),
    entry("Show or hide the data panel", page.togglePanel),
    entry("Show versions and past runs", page.showHistory),
    entry("Show the profile of the selected cell's rows", page.showProfile),
    ...fromKeys,
  ];
}

function entry(label: string, run: () => void): PaletteEntry {
  return { label, keys: null, run };
}

/** Entries in which every word that was typed occurs; those that begin with the text come first. */
export function matchingEntries(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const text = typed.trim().toLowerCase();
  const words = text.split(/\s+/);
  const found = entries.filter((candidate) =>
    words.every((word) => candidate.label.toLowerCase().includes(word)),
  );
  const begins = (candidate: PaletteEntry) => (candidate.label.toLowerCase().startsWith(text) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b));
}
