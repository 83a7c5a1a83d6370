import { loadFullYaml } from "../../formats/fullYaml.ts";
import { NotebookParseError, parseNotebook } from "../../formats/parseNotebook.ts";
import { printNotebook } from "../../formats/printNotebook.ts";
import { applyCommand } from "../../notebook/commands.ts";
import type { AppStore } from "../appStore.ts";
import type { Autosave } from "../autosave.ts";
import type { Editing } from "../documentCommands.ts";
import { saveToDisk } from "../files/saveToDisk.ts";
import { notify } from "../notices.ts";
import type { Platform, StoredNotebook } from "../platform.ts";
import { folderPath } from "./folderPath.ts";
import { importFiles } from "./importFiles.ts";
import type { Library } from "./library.ts";
import { daysLeft, entryTitle, type LibraryEntry } from "./libraryEntry.ts";
import { zipNotebooks } from "./zipNotebooks.ts";
import { zipParts } from "./zipParts.ts";

export interface LibraryDeps {
  platform: Platform;
  store: AppStore;
  editing: Editing;
  autosave: Autosave;
  show: (stored: StoredNotebook) => Promise<void>;
  newId: () => string;
  openServed: (path: string) => Promise<boolean>;
}

/** Lets the page draw. */
const rest = () => new Promise<void>((resolve) => setTimeout(resolve));

/** The library of this device's notebooks. */
export async function createLibrary(deps: LibraryDeps): Promise<Library> {
  const { platform, store, editing, autosave, show, newId, openServed } = deps;
  // The front matter of any notebook may be asked for.
  const [storage] = await Promise.all([platform.library(), loadFullYaml()]);
  const isOpenHere = (id: string) => store.getState().notebookId === id;

  /** What is typed here is in the library as well. */
  async function settled(ids: readonly string[]): Promise<void> {
    if (ids.some(isOpenHere)) await autosave.saveNow();
  }

  async function forgetOld(): Promise<void> {
    const old = (await storage.deleted()).filter(({ deletedAt }) => daysLeft(deletedAt, Date.now()) < 0);
    if (old.length > 0) await storage.erase(old.map(({ id }) => id));
  }

  return {
    async list(onPart) {
      await settled([store.getState().notebookId]);
      await forgetOld();
      const folders = await storage.folders();
      const entry = (notebook: StoredNotebook): LibraryEntry => ({
        notebook,
        folder: folders.get(notebook.id) ?? "",
        deletedAt: null,
      });
      const deleted = await storage.deleted();
      if (deleted.length > 0) onPart(deleted);
      await storage.all((part) => onPart(part.map(entry)));
    },
    async open(id) {
      if (isOpenHere(id)) return;
      const stored = await platform.storage.load(id);
      if (stored) return show(stored);
      notify(store, "warning", "That notebook is not here any more: another tab deleted it.");
    },
    addressOf: (id) => `${platform.appUrl()}?n=${encodeURIComponent(id)}`,
    async rename(entry, title) {
      const { id } = entry.notebook;
      if (title.trim() === "") return "A notebook needs a title.";
      if (isOpenHere(id)) {
        editing.commands.setTitle(title);
        return { ...entry, notebook: { ...entry.notebook, title } };
      }
      if (await platform.isHeld(id)) {
        platform.tellTabs(id, { type: "title", title });
        return { ...entry, notebook: { ...entry.notebook, title } };
      }
      const stored = await platform.storage.load(id);
      if (!stored) return "It is not here any more: another tab deleted it.";
      const text = withTitle(stored.text, title);
      if (text === null)
        return "Its text does not read as a notebook, so its title cannot be changed. Open it first.";
      // A renamed notebook is not one that was worked on: it stays where it is in the list.
      const notebook = { ...stored, title, text, updatedAt: stored.updatedAt + 1 };
      if (!(await platform.storage.save(notebook, stored.updatedAt)))
        return "Another tab changed it just now. Try again.";
      return { ...entry, notebook };
    },
    async duplicate(entry) {
      await settled([entry.notebook.id]);
      const stored = (await platform.storage.load(entry.notebook.id)) ?? entry.notebook;
      const title = `${entryTitle({ ...entry, notebook: stored })} (copy)`;
      const { file: _, ...kept } = stored;
      const text = withTitle(stored.text, title) ?? stored.text;
      const notebook = { ...kept, id: newId(), title, text, updatedAt: Date.now() };
      await platform.storage.save(notebook);
      await storage.copyBeside(stored.id, notebook.id);
      return { ...entry, notebook };
    },
    async move(ids, typed) {
      const folder = folderPath(typed);
      await storage.place(ids, folder);
      return folder;
    },
    async remove(ids) {
      await settled(ids);
      const deletedAt = Date.now();
      await storage.remove(ids, deletedAt);
      for (const id of ids) platform.tellTabs(id, { type: "deleted" });
      return deletedAt;
    },
    restore: (ids) => storage.restore(ids),
    erase: (ids) => storage.erase(ids),
    importFiles: (files) => importFiles(deps, storage, files, rest),
    async served() {
      const folder = await platform.served();
      return folder.isKnown() ? folder.list() : null;
    },
    openServed,
    async exportZip(entries) {
      await settled(entries.map(({ notebook }) => notebook.id));
      return saveToDisk(deps, "eider-notebooks.zip", async () => {
        const value = await zipNotebooks(zipParts(platform, entries), rest);
        return { ok: true, value };
      });
    },
  };
}

/** The text with another title; null where it does not read as a notebook. */
function withTitle(text: string, title: string): string | null {
  try {
    return printNotebook(applyCommand(parseNotebook(text), { type: "setTitle", title }).document);
  } catch (thrown) {
    if (thrown instanceof NotebookParseError) return null;
    throw thrown;
  }
}
