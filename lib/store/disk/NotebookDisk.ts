import type { Outcome } from "../../engine/protocol.ts";
import { notebookFormatOf } from "../../formats/notebookFormat.ts";
import { printNotebook } from "../../formats/printNotebook.ts";
import type { NotebookDocument } from "../../notebook/document.ts";
import { keepCellIds } from "../../notebook/keepCellIds.ts";
import type { AppStore } from "../appStore.ts";
import type { Autosave } from "../autosave.ts";
import type { Editing } from "../documentCommands.ts";
import type { EngineLife } from "../engineLife.ts";
import { decodeText, keepAssets, type OpenedNotebook, openNotebookFile } from "../files/openNotebookFile.ts";
import { saveNotebookFile } from "../files/saveNotebookFile.ts";
import { formatBlob, holdsNotebook, writeFormat } from "../files/writeFormat.ts";
import { notify } from "../notices.ts";
import type { Platform, StoredNotebook } from "../platform.ts";
import { isOnDisk } from "../selectors.ts";
import {
  type DiskFacts,
  type DiskFile,
  type DiskFiles,
  type DiskMode,
  PlaceUnreachable,
} from "./diskFiles.ts";
import { keepApart } from "./keepApart.ts";
import { lineChanges } from "./lineChanges.ts";
import { newServedFile } from "./newServedFile.ts";
import { withoutFileName } from "./withoutFileName.ts";

export interface DiskDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
  editing: Editing;
  autosave: Autosave;
  readText: (text: string) => Promise<NotebookDocument>;
  newId: () => string;
}

interface Current {
  notebookId: string;
  file: DiskFile;
  facts: DiskFacts;
}

/**
 * The file of the disk that the open notebook is saved to. What others do to the file is noticed when the tab is looked
 * at again and before it is written, and nothing of it is overwritten unless its user says so.
 */
export class NotebookDisk {
  private current: Current | null = null;

  constructor(
    private readonly deps: DiskDeps,
    private readonly files: DiskFiles,
  ) {}

  /** Finds the file of a notebook that was opened again. */
  async restore(notebookId: string): Promise<void> {
    const kept = await this.files.load(notebookId);
    const { store } = this.deps;
    if (!kept || store.getState().notebookId !== notebookId) return;
    this.current = { notebookId, ...kept };
    const { document } = store.getState();
    const isSame = printNotebook(document) === kept.facts.notebookText;
    this.show({ name: kept.file.name, saved: isSame ? document : null, outside: null });
    await this.look();
  }

  /** The notebook of this device that is saved to this very file; null where there is none. */
  async notebookOf(file: File): Promise<StoredNotebook | null> {
    const found = await this.files.of(file);
    for (const id of found ? await this.files.notebooksOf(found) : []) {
      const stored = await this.deps.platform.storage.load(id);
      if (stored) return stored;
    }
    return null;
  }

  /** Takes the file that the open notebook was just read from, if the browser gave a way back to it. */
  async openedFrom(notebookId: string, file: File, opened: OpenedNotebook): Promise<void> {
    if (!holdsNotebook(notebookFormatOf(file.name))) return;
    const found = await this.files.of(file);
    const { store } = this.deps;
    if (!found || store.getState().notebookId !== notebookId) return;
    const text = decodeText(await file.arrayBuffer()) ?? "";
    const { lastModified, size } = file;
    const { document } = store.getState();
    const facts = { text, notebookText: opened.text, lastModified, size };
    await this.take({ notebookId, file: found, facts }, document);
  }

  /** The file of the open notebook; null where it has none. */
  file(): DiskFile | null {
    return this.now()?.file ?? null;
  }

  /** Saves in place; where there is no file yet, makes one in the served folder, or asks for one. */
  async save(): Promise<void> {
    const now = this.now();
    if (!now) {
      if (!(await this.saveIntoServed())) await this.saveAs();
      return;
    }
    if (!(await this.may(now.file, "readwrite"))) return;
    await this.look();
    const { disk } = this.deps.store.getState();
    // The bar over the notebook asks what to do.
    if (this.now() !== now || disk?.outside) return;
    await this.write(now);
  }

  /** Asks for a file, and saves to that one from now on. */
  async saveAs(): Promise<void> {
    const { document, notebookId } = this.deps.store.getState();
    const text = printNotebook(document);
    const handle = await saveNotebookFile(this.deps, text);
    if (handle) await this.takeNew(notebookId, this.files.at(handle), document, text);
  }

  private async saveIntoServed(): Promise<boolean> {
    const { store } = this.deps;
    const { document, notebookId } = store.getState();
    const text = printNotebook(document);
    const file = await newServedFile(this.files, document.title, formatBlob("nb.md", text));
    if (!file) return false;
    await this.takeNew(notebookId, file, document, text);
    notify(store, "info", `Saved to ${file.name}, in the folder that eider serve shows.`);
    return true;
  }

  private async takeNew(
    notebookId: string,
    file: DiskFile,
    document: NotebookDocument,
    text: string,
  ): Promise<void> {
    const { lastModified, size } = await file.read();
    if (this.deps.store.getState().notebookId !== notebookId) return;
    await this.take({ notebookId, file, facts: { text, notebookText: text, lastModified, size } }, document);
  }

  /** Looks whether somebody else changed the file. */
  async look(): Promise<void> {
    const now = this.now();
    if (!now) return;
    // Without leave nothing can be seen; nobody is asked for looking.
    if ((await now.file.permission("read")) !== "granted") return;
    const found = await this.readNow(now);
    const { disk } = this.deps.store.getState();
    // What cannot be reached tells nothing of itself; a save says so.
    if (found === "unreachable" || this.now() !== now || !disk) return;
    if (found === null) return this.show({ ...disk, outside: { change: "gone" } });
    if (found.text === now.facts.text) {
      now.facts = { ...now.facts, lastModified: found.lastModified, size: found.size };
      if (disk.outside) this.show({ ...disk, outside: null });
      return;
    }
    this.show({ ...disk, outside: { change: "text", ...lineChanges(now.facts.text, found.text) } });
  }

  /** Shows what the file holds now; what was changed here and not saved there is kept as a notebook of its own. */
  async reload(): Promise<void> {
    const { platform, store, editing, autosave } = this.deps;
    const now = this.now();
    if (!now || !(await this.may(now.file, "read"))) return;
    const file = await now.file.read().catch((thrown: unknown) => this.tellUnreachable(now, thrown));
    const opened = file && (await openNotebookFile(this.deps, file));
    if (!file || !opened || this.now() !== now) return this.look();
    const newer = await this.deps.readText(opened.text);
    const { document } = store.getState();
    if (!isOnDisk(store.getState())) await keepApart(this.deps, document);
    if (this.now() !== now) return;
    editing.adopt(keepCellIds(document, newer));
    autosave.saveSoon();
    if (opened.assetsText !== null) await keepAssets({ platform, store }, now.notebookId, opened.assetsText);
    const text = decodeText(await file.arrayBuffer()) ?? "";
    const { lastModified, size } = file;
    const facts = { text, notebookText: opened.text, lastModified, size };
    await this.take({ ...now, facts }, store.getState().document);
    notify(store, "info", `Shown as ${file.name} is on the disk now. Nothing has run.`);
  }

  /** What is here stays; the next save puts it in the place of what the file holds now. */
  async keepMine(): Promise<boolean> {
    const now = this.now();
    if (!now) return false;
    const found = await this.readNow(now);
    if (found === "unreachable") return false;
    if (this.now() !== now || found === null) return false;
    await this.take({ ...now, facts: { ...now.facts, ...found, notebookText: "" } }, null);
    return true;
  }

  /** Puts what is here in the place of what somebody else wrote. */
  async overwrite(): Promise<void> {
    const now = this.now();
    if (!now || !(await this.may(now.file, "readwrite")) || !(await this.keepMine())) return;
    const kept = this.now();
    if (kept) await this.write(kept);
  }

  private now(): Current | null {
    const { notebookId } = this.deps.store.getState();
    return this.current?.notebookId === notebookId ? this.current : null;
  }

  private show(disk: ReturnType<AppStore["getState"]>["disk"]): void {
    this.deps.store.setState({ disk });
  }

  private async take(current: Current, saved: NotebookDocument | null): Promise<void> {
    const isNew = this.now()?.file !== current.file;
    this.current = current;
    this.show({ name: current.file.name, saved, outside: null });
    await this.files.keep(current.notebookId, current.file, current.facts);
    // That it has a file stands with the notebook, so that a reload knows to look for the way there.
    if (isNew) this.deps.autosave.saveSoon();
  }

  private async write(now: Current): Promise<void> {
    const { store } = this.deps;
    const { document } = store.getState();
    const { name } = now.file;
    const notebookText = printNotebook(document);
    const written = await this.contentFor(name, notebookText);
    if (!written.ok) {
      const { message, hint } = written.error;
      return notify(store, "error", [`${name} was not written. ${message}`, hint].filter(Boolean).join(" "));
    }
    const { text, notes } = written.value;
    try {
      const content = formatBlob(notebookFormatOf(name) ?? "nb.md", text);
      if (!(await now.file.write(content, now.facts.text))) {
        // Seen by the file, not by its time: somebody wrote it after it was looked at.
        now.facts = { ...now.facts, lastModified: -1 };
        return await this.look();
      }
      const { lastModified, size } = await now.file.read();
      if (this.now() !== now) return;
      await this.take({ ...now, facts: { text, notebookText, lastModified, size } }, document);
      notify(store, "info", [`Saved to ${name}.`, ...notes].join(" "));
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
      notify(store, "error", `${name} could not be written: ${why}. The notebook is kept here.`, {
        label: "Save as…",
        run: () => void this.saveAs(),
      });
    }
  }

  private async contentFor(
    name: string,
    text: string,
  ): Promise<Outcome<{ text: string; notes: readonly string[] }>> {
    const format = notebookFormatOf(name) ?? "nb.md";
    if (format === "nb.md" || format === "md") return { ok: true, value: { text, notes: [] } };
    const state = this.deps.store.getState();
    return writeFormat(this.deps, format, { ...state, document: withoutFileName(state.document, name) });
  }

  private async may(file: DiskFile, mode: DiskMode): Promise<boolean> {
    if ((await file.permission(mode)) === "granted" || (await file.ask(mode)) === "granted") return true;
    const what = mode === "read" ? "read" : "write";
    const text = `The browser was not allowed to ${what} ${file.name}. The notebook is kept in this browser all the same.`;
    notify(this.deps.store, "warning", text, { label: "Save as…", run: () => void this.saveAs() });
    return false;
  }

  /** What the file holds now; null where it is gone, or no text any more. */
  private async readNow(
    now: Current,
  ): Promise<Pick<DiskFacts, "text" | "lastModified" | "size"> | null | "unreachable"> {
    try {
      const file = await now.file.read();
      const { lastModified, size } = file;
      if (lastModified === now.facts.lastModified && size === now.facts.size)
        return { text: now.facts.text, lastModified, size };
      const text = decodeText(await file.arrayBuffer());
      return text === null ? null : { text, lastModified, size };
    } catch (thrown) {
      // It was moved, deleted, or its drive is not there.
      if (thrown instanceof DOMException) return null;
      if (thrown instanceof PlaceUnreachable) return "unreachable";
      throw thrown;
    }
  }

  private tellUnreachable({ file }: Current, thrown: unknown): null {
    if (thrown instanceof PlaceUnreachable) {
      const text = `${file.name} could not be read: ${thrown.message} The notebook is kept here.`;
      notify(this.deps.store, "error", text);
    }
    return null;
  }
}
