import type { NotebookDocument } from "../notebook/document.ts";
import type { AppStore } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";
import { dismiss, notify } from "./notices.ts";

/** Says how many cells were just deleted and offers them back, for as long as undo would bring back just these. */
export function tellDeleted(
  store: AppStore,
  commands: Pick<AppCommands, "undo">,
  before: NotebookDocument,
  after: NotebookDocument,
): void {
  // Something else was done while this was fetched.
  if (store.getState().document !== after) return;
  const here = new Set(after.cells.map(({ id }) => id));
  const gone = before.cells.filter(({ id }) => !here.has(id));
  // An empty cell is no loss.
  if (gone.every(({ source }) => source.trim() === "")) return;
  const [only] = gone;
  const what = gone.length > 1 ? `${gone.length} cells` : only?.name ? `"${only.name}"` : "1 cell";
  notify(store, "info", `Deleted ${what}`, { label: "Undo", run: () => commands.undo() });
  const id = store.getState().notices.at(-1)?.id;
  const stop = store.subscribe(({ document, notices }) => {
    const isShown = notices.some((notice) => notice.id === id);
    if (document === after && isShown) return;
    stop();
    if (isShown && id !== undefined) dismiss(store, id);
  });
}
