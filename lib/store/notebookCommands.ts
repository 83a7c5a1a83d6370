import { openAsText } from "../formats/openAsText.ts";
import { NotebookParseError, parseNotebook } from "../formats/parseNotebook.ts";
import { printNotebook } from "../formats/printNotebook.ts";
import type { NotebookDocument } from "../notebook/document.ts";
import { nothingLinked } from "../relink/relinkState.ts";
import type { CellRuns } from "../run/lazyRunner.ts";
import type { AppStore } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";
import type { Editing } from "./documentCommands.ts";
import type { EngineLife } from "./engineLife.ts";
import { missingSource } from "./missingSource.ts";
import { notify } from "./notices.ts";
import type { Platform, StoredNotebook } from "./platform.ts";

type NotebookCommands = Pick<
  AppCommands,
  "open" | "openFile" | "newNotebook" | "openWelcome" | "saveFile" | "text" | "shareLink"
>;

export interface NotebookDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
  editing: Editing;
  runner: () => CellRuns;
  /** Brings in sources that need nobody's leave: the app's samples, and files kept for this very notebook. */
  attachKept: () => Promise<void>;
  saveSoon: () => void;
  /** Saves at once if there is anything unsaved. */
  saveNow: () => Promise<void>;
}

/** Opening, keeping and sharing whole notebooks. */
export function createNotebookCommands(deps: NotebookDeps): NotebookCommands & {
  restore(stored: StoredNotebook): Promise<void>;
} {
  const { platform, store, editing } = deps;
  const text = () => printNotebook(store.getState().document);

  async function show(id: string, content: string, origin: "own" | "foreign"): Promise<void> {
    await deps.runner().stop();
    deps.engine.leave();
    // Values of the notebook that is being left are nothing for the next one, which may be a stranger's.
    deps.runner().forgetResults();
    // What was typed until now belongs to the notebook that is being left.
    await deps.saveNow();
    const document = readText(store, content);
    editing.reset(document);
    const save = { status: "saved", at: null } as const;
    store.setState({ notebookId: id, origin, wants: wantsOf(document), save, relink: nothingLinked });
    showMissing(store, document);
    platform.showAddress(id);
    await becomeWriter(id, false);
    if (origin === "own") await deps.attachKept();
  }

  /** Two tabs that both wrote would undo each other's work. */
  async function becomeWriter(id: string, takeOver: boolean): Promise<void> {
    const takeOverAction = { label: "Write here", run: () => void becomeWriter(id, true) };
    const writable = await platform.holdNotebook(id, takeOver, () => {
      if (store.getState().notebookId !== id) return;
      store.setState({ writable: false });
      notify(
        store,
        "warning",
        "Another tab writes this notebook now. Changes made here are not kept.",
        takeOverAction,
      );
    });
    // Another notebook may have been opened meanwhile.
    if (store.getState().notebookId !== id) return;
    store.setState({ writable });
    if (writable) return;
    notify(
      store,
      "warning",
      "This notebook is open in another tab. Changes made here are not kept.",
      takeOverAction,
    );
  }

  const commands: NotebookCommands = {
    text,
    // An import gets an id of its own, so that it can never overwrite another notebook.
    open: async (content, origin) => {
      await show(newId(), content, origin);
      deps.saveSoon();
    },
    openFile: async (file) => {
      const content = decodeText(await file.arrayBuffer());
      if (content === null) {
        notify(
          store,
          "error",
          `${file.name} is not UTF-8 text, so it was not opened. Save it as UTF-8 and try again.`,
        );
        return;
      }
      await show(newId(), content, "foreign");
      deps.saveSoon();
    },
    newNotebook: () => commands.open(blankNotebook, "own"),
    openWelcome: async () => commands.open(await platform.fetchText("welcome.nb.md"), "own"),
    saveFile: async () => {
      const name = `${fileBase(store.getState().document.title)}.nb.md`;
      const handle = await platform.pickSaveTarget(name);
      if (handle === "cancelled") return;
      const content = new Blob([text()], { type: "text/markdown" });
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
        notify(
          store,
          "error",
          `${handle.name} could not be written: ${String(thrown)}. The notebook is kept here.`,
        );
      }
    },
    shareLink: async () =>
      (await import("./shareLink.ts")).shareLink(
        text(),
        Object.keys(store.getState().document.sources),
        platform.appUrl(),
      ),
  };
  return { ...commands, restore: (stored) => show(stored.id, stored.text, stored.origin) };
}

const blankNotebook = "```sql name=cell_1\nselect 42 as answer\n```\n";

function newId(): string {
  return crypto.randomUUID().slice(0, 8);
}

/** UTF-8 text with every byte kept, a byte order mark too; null where the bytes are something else. */
function decodeText(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}

/** A text that is no notebook is kept as it is, as one cell of text. */
function readText(store: AppStore, content: string): NotebookDocument {
  try {
    return parseNotebook(content);
  } catch (thrown) {
    if (!(thrown instanceof NotebookParseError)) throw thrown;
    notify(store, "error", `Opened as plain text, because it does not read as a notebook: ${thrown.message}`);
    return openAsText(content);
  }
}

/** What a notebook asks for beyond itself, one plain line each. */
function wantsOf(document: NotebookDocument): string[] {
  return Object.entries(document.sources).map(([name, { location }]) => {
    if (location.startsWith("sample:")) return `sample data "${location.slice(7)}" as ${name}`;
    if (location.startsWith("file:")) return `your file "${location.slice(5)}" as ${name}`;
    return `${location} as ${name}`;
  });
}

/** Sources without their files are shown as missing, so that people see what to add. */
function showMissing(store: AppStore, document: NotebookDocument): void {
  const entries = Object.entries(document.sources);
  store.setState({
    sources: entries.map(([name, { location }], i) => missingSource(name, location, -1 - i)),
  });
}

function fileBase(title: string): string {
  return title.replace(/[^\p{L}\p{N}_-]+/gu, "-").replace(/^-+|-+$/g, "") || "notebook";
}
