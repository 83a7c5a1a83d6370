import { fileBase } from "../formats/fileBase.ts";
import type { AppStore } from "./appStore.ts";
import { notify } from "./notices.ts";
import type { Platform } from "./platform.ts";

/** The text of a notebook file, with every byte kept, a byte order mark too; null where it is no text, which is said. */
export async function readNotebookFile(store: AppStore, file: File): Promise<string | null> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    const text = `${file.name} is not UTF-8 text, so it was not opened. Save it as UTF-8 and try again.`;
    notify(store, "error", text);
    return null;
  }
}

/** Saves a notebook's text as a file that its user chooses, or as a download where the browser has no such dialog. */
export async function saveNotebookFile(
  platform: Pick<Platform, "pickSaveTarget" | "download">,
  store: AppStore,
  text: string,
): Promise<void> {
  const name = `${fileBase(store.getState().document.title)}.nb.md`;
  const handle = await platform.pickSaveTarget(name);
  if (handle === "cancelled") return;
  const content = new Blob([text], { type: "text/markdown" });
  if (handle === null) {
    platform.download(content, name);
    return;
  }
  try {
    const writable = await handle.createWritable();
    await writable.write(content);
    await writable.close();
    notify(store, "info", `Saved as ${handle.name}.`);
  } catch (thrown) {
    const message = `${handle.name} could not be written: ${String(thrown)}. The notebook is kept here.`;
    notify(store, "error", message);
  }
}
