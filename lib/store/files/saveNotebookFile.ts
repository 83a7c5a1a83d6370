import { fileBase } from "../../formats/fileBase.ts";
import type { AppStore } from "../appStore.ts";
import { notify } from "../notices.ts";
import type { Platform } from "../platform.ts";
import { saveToDisk } from "./saveToDisk.ts";

interface SaveDeps {
  platform: Platform;
  store: AppStore;
}

/**
 * Saves a notebook's text as a file that its user chooses, and offers what belongs beside it. Answers the way to the file;
 * null where none was made, or the browser gives no way back to it.
 */
export async function saveNotebookFile(deps: SaveDeps, text: string): Promise<FileSystemFileHandle | null> {
  const { notebookId, document } = deps.store.getState();
  const name = `${fileBase(document.title)}.nb.md`;
  const content = new Blob([text], { type: "text/markdown" });
  let target: FileSystemFileHandle | null = null;
  const made = async () => ({ ok: true, value: content }) as const;
  const isSaved = await saveToDisk(deps, name, made, (handle) => {
    target = handle;
  });
  // What came with a Jupyter notebook hangs on ids that its cells carry.
  if (isSaved && document.cells.some(({ layout }) => layout?.meta)) await offerAssets(deps, notebookId, name);
  return target;
}

async function offerAssets(deps: SaveDeps, notebookId: string, notebookName: string): Promise<void> {
  const text = await (await deps.platform.formatTools()).loadAssets(notebookId);
  if (text === null) return;
  const name = notebookName.replace(/\.md$/, ".assets.json");
  const message = `Outputs, attachments and metadata that came with this notebook are not in its file. They belong beside it, as ${name}.`;
  const content = new Blob([text], { type: "application/json" });
  const save = () => void saveToDisk(deps, name, async () => ({ ok: true, value: content }));
  notify(deps.store, "info", message, { label: "Save them too", run: save });
}
