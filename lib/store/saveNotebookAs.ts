import { fileBase } from "../formats/fileBase.ts";
import { formatNames, type NotebookFormat } from "../formats/notebookFormat.ts";
import type { AppStore } from "./appStore.ts";
import type { EngineLife } from "./engineLife.ts";
import { notify } from "./notices.ts";
import type { Platform } from "./platform.ts";
import { saveToDisk } from "./saveToDisk.ts";

interface SaveDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
}

const mediaTypes: Partial<Record<NotebookFormat, string>> = {
  ipynb: "application/x-ipynb+json",
  html: "text/html",
  "kit.html": "text/html",
};

/** Saves the notebook as a file of another format, with the results that are on the screen where the format holds them. */
export async function saveNotebookAs(deps: SaveDeps, format: NotebookFormat): Promise<void> {
  const { platform, store } = deps;
  // What is on the screen now is meant, also if the dialog stays open for long.
  const state = store.getState();
  const notes: string[] = [];
  const name = `${fileBase(state.document.title)}.${format}`;
  const isSaved = await saveToDisk(deps, name, async () => {
    const tools = await platform.formatTools();
    const holdsResults = format === "ipynb" || format === "html";
    const { shownResults } = await import("./shownResults.ts");
    const results = holdsResults ? await shownResults(state, deps.engine.api, tools.drawPicture) : new Map();
    const assetsText = await tools.loadAssets(state.notebookId);
    const written = await tools.conversions.write(format, state.document, assetsText, results);
    if (!written.ok) return written;
    notes.push(...written.value.notes);
    const file = new Blob([written.value.text], { type: mediaTypes[format] ?? "text/plain" });
    return { ok: true, value: file };
  });
  if (isSaved && notes.length > 0) notify(store, "info", `${formatNames[format]}: ${notes.join(" ")}`);
}
