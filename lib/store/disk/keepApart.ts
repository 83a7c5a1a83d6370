import { printNotebook } from "../../formats/printNotebook.ts";
import type { NotebookDocument } from "../../notebook/document.ts";
import { notify } from "../notices.ts";
import type { DiskDeps } from "./NotebookDisk.ts";

/** Keeps what is here, and is about to be replaced by what its file holds, as a notebook of its own; says so. */
export async function keepApart(
  { platform, store, newId }: Pick<DiskDeps, "platform" | "store" | "newId">,
  document: NotebookDocument,
): Promise<void> {
  const { origin, from } = store.getState();
  const title = `${document.title || "Untitled"} (before reload)`;
  const mine = { ...document, title };
  await platform.storage.save({
    id: newId(),
    title,
    text: printNotebook(mine),
    origin,
    updatedAt: Date.now(),
    ...(from ? { from, snapshots: [] } : {}),
  });
  notify(store, "info", `What was changed here is kept as “${title}”, in Notebooks.`);
}
