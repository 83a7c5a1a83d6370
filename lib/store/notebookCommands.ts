import { readyToRead } from "../formats/frontMatter.ts";
import { openAsText } from "../formats/openAsText.ts";
import { NotebookParseError, parseNotebook } from "../formats/parseNotebook.ts";
import { printNotebook } from "../formats/printNotebook.ts";
import type { CellId, NotebookDocument } from "../notebook/document.ts";
import { nothingLinked } from "../relink/relinkState.ts";
import type { CellRuns } from "../run/lazyRunner.ts";
import type { CellSnapshot } from "../share/snapshots.ts";
import type { AppStore } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";
import type { Editing } from "./documentCommands.ts";
import type { EngineLife } from "./engineLife.ts";
import { missingSource } from "./missingSource.ts";
import type { NotebookFrom } from "./notebookFrom.ts";
import { notify } from "./notices.ts";
import type { AddressDeps } from "./openAddress.ts";
import type { Platform, StoredNotebook } from "./platform.ts";

type NotebookCommands = Pick<
  AppCommands,
  "open" | "openFile" | "newNotebook" | "openWelcome" | "saveFile" | "saveAs" | "text" | "sharing"
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

/** A notebook as it is put on the page. */
export type ShownNotebook = Omit<StoredNotebook, "title" | "updatedAt">;

/** Opening, keeping and sharing whole notebooks. */
export function createNotebookCommands(deps: NotebookDeps): NotebookCommands & {
  restore(stored: StoredNotebook): Promise<void>;
  receive: AddressDeps["receive"];
} {
  const { platform, store, editing, engine } = deps;
  const text = () => printNotebook(store.getState().document);

  async function show(shown: ShownNotebook): Promise<void> {
    const { id, origin, from = null } = shown;
    await readyToRead(shown.text);
    await deps.runner().stop();
    await deps.engine.leave();
    // Values of the notebook that is being left are nothing for the next one, which may be a stranger's.
    deps.runner().forgetResults();
    // What was typed until now belongs to the notebook that is being left.
    await deps.saveNow();
    const document = readText(store, shown.text);
    // Read by whoever is asked to run it, and by nobody else.
    const wants = origin === "own" ? [] : (await import("./opening/wantsOf.ts")).wantsOf(document);
    editing.reset(document);
    const save = { status: "saved", at: null } as const;
    const snapshots = byCell(document, shown.snapshots ?? []);
    store.setState({ notebookId: id, origin, from, wants, snapshots, save, relink: nothingLinked });
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

  async function showNew(text: string, origin: "own" | "foreign", from?: NotebookFrom): Promise<string> {
    // An import gets an id of its own, so that it can never overwrite another notebook.
    const id = newId();
    await show({ id, text, origin, ...(from ? { from } : {}) });
    deps.saveSoon();
    return id;
  }

  const commands: NotebookCommands = {
    text,
    open: async (content, origin) => {
      await showNew(content, origin);
    },
    openFile: async (file, beside) => {
      const { keepAssets, openNotebookFile } = await notebookFiles();
      const opened = await openNotebookFile(deps, file, beside);
      if (!opened) return;
      const id = await showNew(opened.text, "foreign", { kind: "file" });
      if (opened.assetsText !== null) await keepAssets(deps, id, opened.assetsText);
    },
    newNotebook: () => commands.open(blankNotebook, "own"),
    openWelcome: async () => commands.open(await platform.fetchText("welcome.nb.md"), "own"),
    saveFile: async () => (await notebookFiles()).saveNotebookFile(deps, text()),
    saveAs: async (format) => (await notebookFiles()).saveNotebookAs(deps, format),
    sharing: async () =>
      (await import("./sharing/sharing.ts")).createSharing({
        platform,
        state: store.getState(),
        engine,
        text: text(),
      }),
  };
  return {
    ...commands,
    restore: show,
    receive: async (...given) => {
      const { receiveNotebook } = await import("./opening/receiveNotebook.ts");
      await receiveNotebook({ ...deps, show, newId }, ...given);
    },
  };
}

const notebookFiles = () => import("./notebookFiles.ts");

const blankNotebook = "```sql name=cell_1\nselect 42 as answer\n```\n";

function newId(): string {
  return crypto.randomUUID().slice(0, 8);
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

/** Results that came along, by the cells they are of. */
function byCell(
  document: NotebookDocument,
  snapshots: readonly CellSnapshot[],
): Record<CellId, CellSnapshot> {
  const byName = new Map(snapshots.map((snapshot) => [snapshot.name.toLowerCase(), snapshot]));
  const found = document.cells.flatMap(({ id, name }): [CellId, CellSnapshot][] => {
    const snapshot = name === "" ? undefined : byName.get(name.toLowerCase());
    return snapshot ? [[id, snapshot]] : [];
  });
  return Object.fromEntries(found);
}

/** Sources without their files are shown as missing, so that people see what to add. */
function showMissing(store: AppStore, document: NotebookDocument): void {
  const entries = Object.entries(document.sources);
  store.setState({
    sources: entries.map(([name, { location }], i) => missingSource(name, location, -1 - i)),
  });
}
