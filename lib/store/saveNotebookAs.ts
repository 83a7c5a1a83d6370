import { assetsFileName, type NotebookAssets, parseAssets } from "../formats/notebookAssets.ts";
import { formatNames, type NotebookFormat } from "../formats/notebookFormat.ts";
import { writeNotebook } from "../formats/writeNotebook.ts";
import type { AppStore } from "./appStore.ts";
import type { EngineLife } from "./engineLife.ts";
import { notebookFileName } from "./notebookFileName.ts";
import { notify } from "./notices.ts";
import type { FormatTools, Platform } from "./platform.ts";
import { saveToDisk } from "./saveToDisk.ts";
import { shownResults } from "./shownResults.ts";

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
  const { platform, store, engine } = deps;
  // What is on the screen now is meant, also if the dialog stays open for long.
  const state = store.getState();
  const notes: string[] = [];
  const name = `${notebookFileName(state.document.title)}.${format}`;
  const isSaved = await saveToDisk(deps, name, async () => {
    const holdsResults = format === "ipynb" || format === "html";
    const tools = await platform.formatTools();
    const results = holdsResults ? await shownResults(state, engine.api, tools.drawPicture) : new Map();
    const { document } = state;
    const assets = await keptAssets(tools, state.notebookId);
    const written = await writeNotebook(format, { document, assets }, { results });
    if (!written.ok) throw new Error(written.error.message);
    notes.push(...written.value.notes);
    return new Blob([written.value.text], { type: mediaTypes[format] ?? "text/plain" });
  });
  if (isSaved && notes.length > 0) notify(store, "info", `${formatNames[format]}: ${notes.join(" ")}`);
}

/** Offers the file that belongs beside the saved notebook, where one came with it. */
export async function offerAssets({ platform, store }: Pick<SaveDeps, "platform" | "store">): Promise<void> {
  const { notebookId, document } = store.getState();
  const text = await (await platform.formatTools()).loadAssets(notebookId);
  if (text === null) return;
  const name = assetsFileName(`${notebookFileName(document.title)}.nb.md`);
  const message = `Outputs, attachments and metadata that came with this notebook are not in its file. They belong beside it, as ${name}.`;
  notify(store, "info", message, {
    label: "Save them too",
    run: () =>
      void saveToDisk({ platform, store }, name, () => new Blob([text], { type: "application/json" })),
  });
}

async function keptAssets(tools: FormatTools, notebookId: string): Promise<NotebookAssets | null> {
  const text = await tools.loadAssets(notebookId);
  const parsed = text === null ? null : parseAssets(text);
  return parsed?.ok ? parsed.value : null;
}
