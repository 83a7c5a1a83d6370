import { withGivenValues } from "../../notebook/givenValues.ts";
import { keepCellIds } from "../../notebook/keepCellIds.ts";
import { notify } from "../notices.ts";
import type { StoredNotebook } from "../platform.ts";
import type { Answers, TabsNow } from "./Tabs.ts";
import type { TabMessage } from "./tabLink.ts";

/**
 * How long the tab that writes may stay silent; one that sleeps or was killed does, and is taken over from all the same.
 * With the write after it, what is typed here is kept within a second.
 */
const silentMs = 600;

/** How long one that has answered may take to save what it has. */
const savingMs = 5_000;

/** Asks the tab that writes to save and let go, then takes over. */
export async function takeOver({ store, link }: TabsNow, answers: Answers): Promise<void> {
  link.tell({ type: "wants" });
  await answers.next(silentMs);
  if (answers.has("giving") && !answers.has("gave")) await answers.next(savingMs);
  if (!link.holds()) link.seize();
  await written(store);
}

/**
 * Sets this tab to write, after others may have written. What only they changed is shown here, what only this tab
 * changed is saved; where both did, what this tab has becomes a notebook of its own, so that nothing is lost.
 */
export async function settle(now: TabsNow): Promise<void> {
  const { store, autosave, link } = now;
  const stored = await storedHere(now);
  if (stored === undefined) return;
  const isNewer = stored !== null && stored.updatedAt !== autosave.seenAt();
  if (isNewer && autosave.isEdited()) return keepApart(now, stored);
  if (isNewer) await adopt(now, stored);
  if (!link.holds()) return;
  store.setState({ writable: true, following: null });
  if (!autosave.isEdited()) return;
  // What was typed here has waited already.
  autosave.saveSoon();
  await autosave.saveNow();
}

/** Another tab took over without an answer from this one. */
export async function lost(now: TabsNow): Promise<void> {
  if (!now.autosave.isEdited()) await catchUp(now);
}

export async function hear(now: TabsNow, message: TabMessage): Promise<void> {
  const { store, link, autosave, editing } = now;
  switch (message.type) {
    case "saved":
      if (!autosave.isEdited()) await catchUp(now);
      return;
    case "wants":
      if (!link.holds()) return;
      await autosave.saveNow();
      // What the device refuses to keep is not given away.
      if (autosave.isEdited() || !link.holds()) return;
      store.setState({ writable: false, following: "taken" });
      link.letGo();
      link.tell({ type: "gave" });
      return;
    case "title":
      if (store.getState().writable) editing.commands.setTitle(message.title);
      return;
    case "deleted":
      notify(
        store,
        "warning",
        `“${store.getState().document.title}” was put into Recently deleted. Editing it here brings it back.`,
      );
      return;
    case "giving":
    case "gave":
      return;
  }
}

/** Shows what another tab saved. */
async function catchUp(now: TabsNow): Promise<void> {
  const stored = await storedHere(now);
  if (stored && stored.updatedAt !== now.autosave.seenAt()) await adopt(now, stored);
}

/** The notebook as the device has it; undefined where another was opened meanwhile. */
async function storedHere({ platform, store }: TabsNow): Promise<StoredNotebook | null | undefined> {
  const { notebookId } = store.getState();
  const stored = await platform.storage.load(notebookId);
  return store.getState().notebookId === notebookId ? stored : undefined;
}

async function adopt(
  { store, editing, autosave, readText, attachKept }: TabsNow,
  stored: StoredNotebook,
): Promise<void> {
  const { notebookId } = store.getState();
  const newer = await readText(stored.text);
  const { document, origin } = store.getState();
  // What was typed while it was read is not thrown away.
  if (store.getState().notebookId !== notebookId || autosave.isEdited()) return;
  editing.adopt(withGivenValues(keepCellIds(document, newer), stored.params));
  autosave.saw(stored.updatedAt);
  store.setState({ save: { status: "saved", at: stored.updatedAt }, origin: stored.origin });
  if (origin === "foreign" && stored.origin === "own") await attachKept();
}

/** Gives what this tab has an id of its own: editors, results and files stay where they are. */
async function keepApart(now: TabsNow, stored: StoredNotebook): Promise<void> {
  const { store, platform, editing, autosave, join, newId, openKept } = now;
  const { document } = store.getState();
  const title = `${document.title || "Untitled"} (copy)`;
  const id = newId();
  autosave.saw(undefined);
  store.setState({ notebookId: id, disk: null });
  platform.showAddress(id);
  await join(id);
  if (store.getState().notebookId !== id) return;
  editing.apply({ type: "setTitle", title });
  await autosave.saveNow();
  const text = `“${document.title}” was changed in two tabs at once. Nothing is lost: what this tab has is now “${title}”, and the other tab keeps the notebook.`;
  notify(store, "warning", text, { label: "Open the other here", run: () => void openKept(stored.id) });
}

/** Settles when this tab writes, or shows another notebook. */
function written(store: TabsNow["store"]): Promise<void> {
  const { notebookId } = store.getState();
  return new Promise((resolve) => {
    const look = () => {
      const state = store.getState();
      if (!state.writable && state.notebookId === notebookId) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
}
