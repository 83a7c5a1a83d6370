import type { CellSnapshot } from "../../share/snapshots.ts";
import type { NotebookFrom } from "../files/notebookFrom.ts";
import { keepAssets } from "../files/openNotebookFile.ts";
import type { NotebookDeps, ShownNotebook } from "../notebookCommands.ts";
import { applyParams } from "./applyParams.ts";
import { freeCopy } from "./freeCopy.ts";

/** Shows a notebook that came by a link or an address: the kept copy that nobody edited, or else a new one. */
export async function receiveNotebook(
  deps: Pick<NotebookDeps, "platform" | "store" | "editing" | "autosave"> & {
    show: (notebook: ShownNotebook) => Promise<void>;
    newId: () => string;
  },
  text: string,
  from: NotebookFrom,
  snapshots: readonly CellSnapshot[] = [],
  assetsText: string | null = null,
  params: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { platform, store, show } = deps;
  const takeParams = () => applyParams(deps, params);
  // What is being edited is no copy of anything any more.
  await deps.autosave.saveNow();
  const { notebookId } = store.getState();
  const kept = await freeCopy(platform, notebookId, { text, from });
  if (kept?.id === notebookId) {
    platform.showAddress(notebookId);
    return takeParams();
  }
  if (kept) {
    await show(kept);
    return takeParams();
  }
  const id = deps.newId();
  await show({ id, text, origin: "foreign", from, snapshots });
  takeParams();
  deps.autosave.saveSoon();
  if (assetsText !== null) await keepAssets(deps, id, assetsText);
}
