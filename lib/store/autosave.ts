import { printNotebook } from "../formats/printNotebook.ts";
import type { AppStore } from "./appStore.ts";
import { notify } from "./notices.ts";
import type { Platform } from "./platform.ts";

const afterMs = 1000;

/** Keeps the notebook on the device: a second after the last edit, and at once when the tab may be about to go. */
export function createAutosave(
  platform: Platform,
  store: AppStore,
): { saveSoon(): void; saveNow(): Promise<void> } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const { document, notebookId, origin, writable, from, snapshots } = store.getState();
    if (notebookId === "" || !writable) return;
    store.setState({ save: { status: "saving", at: null } });
    const text = printNotebook(document);
    try {
      await platform.storage.save({
        id: notebookId,
        title: document.title,
        text,
        origin,
        updatedAt: Date.now(),
        ...(from ? { from, snapshots: Object.values(snapshots) } : {}),
      });
      const current = store.getState();
      const isLatest = current.document === document && current.notebookId === notebookId;
      store.setState({ save: { status: isLatest ? "saved" : "unsaved", at: Date.now() } });
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

  function saveNow(): Promise<void> {
    if (timer === null) return running;
    clearTimeout(timer);
    timer = null;
    running = running.then(write);
    return running;
  }

  platform.onLeaving(() => {
    if (timer !== null) void saveNow();
  });

  return {
    saveNow,
    saveSoon() {
      // Not with every key: all that is drawn looks at the state anew when it changes.
      const { save } = store.getState();
      if (save.status !== "unsaved" || save.at !== null) {
        store.setState({ save: { status: "unsaved", at: null } });
      }
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => void saveNow(), afterMs);
    },
  };
}
