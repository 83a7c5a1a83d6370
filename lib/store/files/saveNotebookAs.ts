import { fileBase } from "../../formats/fileBase.ts";
import { formatNames, type NotebookFormat } from "../../formats/notebookFormat.ts";
import type { AppStore } from "../appStore.ts";
import type { EngineLife } from "../engineLife.ts";
import { notify } from "../notices.ts";
import type { Platform } from "../platform.ts";
import { saveToDisk } from "./saveToDisk.ts";
import { formatBlob, writeFormat } from "./writeFormat.ts";

interface SaveDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
}

/** Saves the notebook as a file of another format, with the results that are on the screen where the format holds them. */
export async function saveNotebookAs(deps: SaveDeps, format: NotebookFormat): Promise<void> {
  // What is on the screen now is meant, also if the dialog stays open for long.
  const state = deps.store.getState();
  const notes: string[] = [];
  const name = `${fileBase(state.document.title)}.${format}`;
  const isSaved = await saveToDisk(deps, name, async () => {
    const written = await writeFormat(deps, format, state);
    if (!written.ok) return written;
    notes.push(...written.value.notes);
    return { ok: true, value: formatBlob(format, written.value.text) };
  });
  if (isSaved && notes.length > 0) notify(deps.store, "info", `${formatNames[format]}: ${notes.join(" ")}`);
}
