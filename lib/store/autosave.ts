import { printNotebook } from "../formats/printNotebook.ts";
import { givenValues } from "../notebook/givenValues.ts";
import type { AppStore } from "./appStore.ts";
import { notify } from "./notices.ts";
import type { Platform } from "./platform.ts";

/** With the time that a write takes, nothing older than a second is lost when the tab ends without a word. */
const afterMs = 700;

export interface Autosave {
  /** Told after every change. */
  saveSoon(): void;
  /** Saves at once if there is anything unsaved. */
  saveNow(): Promise<void>;
  /** Whether the notebook holds changes that the device does not. */
  isEdited(): boolean;
  /** When the version was written that this tab read or wrote last; undefined where there is none yet. */
  seenAt(): number | undefined;
  /** Told that the notebook is now as the device has it. */
  saw(updatedAt: number | undefined): void;
}

interface Tabs {
  saved(): void;
  /** The device has a version that this tab has not seen. */
  overtaken(): void;
  /** Changed here, while another tab writes. */
  wantsToWrite(): void;
}

/**
 * Keeps the notebook on the device: well within a second of an edit, however long typing goes on, and at once when the
 * tab may be about to go.
 */
export function createAutosave(platform: Platform, store: AppStore, tabs: () => Tabs): Autosave {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> = Promise.resolve();
  let isEdited = false;
  let seenAt: number | undefined;

  async function write(isLeaving: boolean): Promise<void> {
    const { document, notebookId, origin, writable, from, snapshots, disk } = store.getState();
    if (notebookId === "" || !writable) return;
    store.setState({ save: { status: "saving", at: null } });
    const text = printNotebook(document);
    const params = givenValues(document);
    const isHere = () => store.getState().notebookId === notebookId;
    // Two versions of the same moment could not be told apart.
    const updatedAt = Math.max(Date.now(), (seenAt ?? 0) + 1);
    const record = {
      id: notebookId,
      title: document.title,
      text,
      origin,
      updatedAt,
      ...(params && { params }),
      ...(from ? { from, snapshots: Object.values(snapshots) } : {}),
      ...(disk ? { file: disk.name } : {}),
    };
    try {
      // A tab that slept may not know yet that another took over; one that is left has no time to look.
      const isSaved = await platform.storage.save(record, isLeaving ? undefined : seenAt);
      if (!isHere()) return;
      if (!isSaved) return tabs().overtaken();
      seenAt = updatedAt;
      const isLatest = store.getState().document === document;
      if (isLatest) isEdited = false;
      store.setState({ save: { status: isLatest ? "saved" : "unsaved", at: Date.now() } });
      tabs().saved();
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
      store.setState({ save: { status: "failed", error } });
      notify(
        store,
        "error",
        `This device refused to keep the notebook (${error}). Save it as a file to be safe.`,
      );
    }
  }

  function saveNow(isLeaving = false): Promise<void> {
    if (timer === null) return running;
    clearTimeout(timer);
    timer = null;
    running = running.then(() => write(isLeaving));
    return running;
  }

  platform.onLeaving((mayGo) => {
    if (timer !== null) void saveNow(mayGo);
  });

  return {
    saveNow: () => saveNow(),
    saveSoon() {
      isEdited = true;
      // Not with every key: all that is drawn looks at the state anew when it changes.
      const { save, writable } = store.getState();
      if (save.status !== "unsaved" || save.at !== null) {
        store.setState({ save: { status: "unsaved", at: null } });
      }
      timer ??= setTimeout(() => void saveNow(), afterMs);
      if (!writable) tabs().wantsToWrite();
    },
    isEdited: () => isEdited,
    seenAt: () => seenAt,
    saw(updatedAt) {
      seenAt = updatedAt;
      isEdited = false;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
