import { readyToRead } from "../formats/frontMatter.ts";
import { openAsText } from "../formats/openAsText.ts";
import { NotebookParseError, parseNotebook } from "../formats/parseNotebook.ts";
import { printNotebook } from "../formats/printNotebook.ts";
import type { CellId, NotebookDocument } from "../notebook/document.ts";
import { withGivenValues } from "../notebook/givenValues.ts";
import { nothingLinked } from "../relink/relinkState.ts";
import type { CellRuns } from "../run/lazyRunner.ts";
import type { CellSnapshot } from "../share/snapshots.ts";
import type { AppStore } from "./appStore.ts";
import type { Autosave } from "./autosave.ts";
import type { AppCommands } from "./commands.ts";
import type { DiskFile } from "./disk/diskFiles.ts";
import type { NotebookDisk } from "./disk/NotebookDisk.ts";
import type { Editing } from "./documentCommands.ts";
import type { EngineLife } from "./engineLife.ts";
import type { NotebookFrom } from "./files/notebookFrom.ts";
import { notify } from "./notices.ts";
import type { AddressDeps } from "./openAddress.ts";
import type { Platform, StoredNotebook } from "./platform.ts";
import { missingSource } from "./sources/missingSource.ts";
import { Tabs } from "./tabs/Tabs.ts";

type NotebookCommands = Pick<
  AppCommands,
  | "open"
  | "openFile"
  | "newNotebook"
  | "openWelcome"
  | "saveFile"
  | "saveFileAs"
  | "disk"
  | "saveAs"
  | "saveWithData"
  | "text"
  | "sharing"
  | "library"
>;

export interface NotebookDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
  editing: Editing;
  runner: () => CellRuns;
  /** Brings in sources that need nobody's leave: the app's samples, files kept for this very notebook, what comes `after`. */
  attachKept: (after: () => Promise<void>) => Promise<void>;
  autosave: Autosave;
  /** Offers files to sources whose own are missing. */
  offerFiles: (files: readonly File[]) => Promise<void>;
  /** A notebook that was run or written here is open again. */
  reopened: () => void;
}

/** A notebook as it is put on the page. */
export type ShownNotebook = Omit<StoredNotebook, "title" | "updatedAt"> & { updatedAt?: number };

/** Opening, keeping and sharing whole notebooks. */
export function createNotebookCommands(deps: NotebookDeps): NotebookCommands & {
  restore(stored: StoredNotebook): Promise<void>;
  receive: AddressDeps["receive"];
  openServed: AddressDeps["openServed"];
  tabs: Tabs;
} {
  const { platform, store, editing, engine, autosave } = deps;
  const readHere = async (content: string) => {
    await readyToRead(content);
    return readText(store, content);
  };
  const tabs = new Tabs({
    ...deps,
    attachKept: () => deps.attachKept(async () => undefined),
    readText: readHere,
    newId,
    openKept: async (id) => {
      const stored = await platform.storage.load(id);
      if (stored) await show(stored);
    },
  });
  const text = () => printNotebook(store.getState().document);

  /** `way`: to the file that a new notebook was read from. */
  async function show(shown: ShownNotebook, isNew = false, way: DiskFile | null = null): Promise<void> {
    const { id, origin, from = null } = shown;
    await readyToRead(shown.text);
    await deps.runner().stop();
    await deps.engine.leave();
    // Values of the notebook that is being left are nothing for the next one, which may be a stranger's.
    deps.runner().forgetResults();
    // What was typed until now belongs to the notebook that is being left.
    await tabs.atRest();
    await autosave.saveNow();
    const document = withGivenValues(readText(store, shown.text), shown.params);
    // Read by whoever is asked to run it, and by nobody else.
    const wants = origin === "own" ? [] : (await import("./opening/wantsOf.ts")).wantsOf(document);
    editing.reset(document);
    const save = { status: "saved", at: null } as const;
    const snapshots = byCell(document, shown.snapshots ?? []);
    store.setState({
      notebookId: id,
      origin,
      from,
      wants,
      snapshots,
      save,
      disk: null,
      relink: nothingLinked,
      earlier: {},
    });
    autosave.saw(shown.updatedAt);
    if (origin === "own" && !isNew) deps.reopened();
    showMissing(store, document);
    platform.showAddress(id);
    await tabs.join(id);
    // Nobody waits for the way to its file.
    const found = shown.file === undefined ? Promise.resolve(way) : restoreDisk(id);
    // What the device kept first; then what lies beside the notebook's own file.
    if (origin === "own") await deps.attachKept(async () => attachBeside(await found));
  }

  let disk: Promise<NotebookDisk> | null = null;
  const theDisk = () => {
    disk ??= Promise.all([notebookFiles(), platform.disk()]).then(
      ([files, device]) => new files.NotebookDisk({ ...deps, readText: readHere, newId }, device),
    );
    return disk;
  };
  platform.onReturning(() => {
    if (store.getState().disk) void theDisk().then((now) => now.look());
  });

  /** The file that a notebook is saved to; where the code for that cannot be fetched, there is none for now. */
  const restoreDisk = (id: string): Promise<DiskFile | null> =>
    theDisk().then(
      async (now) => {
        await now.restore(id);
        return now.file();
      },
      () => null,
    );

  async function showNew(
    text: string,
    origin: "own" | "foreign",
    from?: NotebookFrom,
    way: DiskFile | null = null,
  ): Promise<string> {
    // An import gets an id of its own, so that it can never overwrite another notebook.
    const id = newId();
    await show({ id, text, origin, ...(from ? { from } : {}) }, true, way);
    autosave.saveSoon();
    return id;
  }

  /** Whether the notebook of a file is open now; the same file again is the notebook that is saved to it. */
  async function openDiskFile(
    file: File,
    beside: File | undefined,
    showText: (text: string) => Promise<string>,
  ): Promise<boolean> {
    const { keepAssets, openNotebookFile } = await notebookFiles();
    const now = await theDisk();
    const known = await now.notebookOf(file);
    if (known) {
      if (known.id !== store.getState().notebookId) await show(known);
      // What changed there meanwhile is said.
      await now.look();
      return true;
    }
    const opened = await openNotebookFile(deps, file, beside);
    if (!opened) return false;
    const id = await showText(opened.text);
    await now.openedFrom(id, file, opened);
    if (opened.assetsText !== null) await keepAssets(deps, id, opened.assetsText);
    return true;
  }

  async function openServed(path: string): Promise<boolean> {
    const { openServedFile } = await notebookFiles();
    // From its user's own disk, and shown by its user's own command.
    return openServedFile(deps, path, (file, way) =>
      openDiskFile(file, undefined, (text) => showNew(text, "own", undefined, way)),
    );
  }

  /** Data files that lie beside the notebook's own, where they can be seen. */
  async function attachBeside(file: DiskFile | null): Promise<void> {
    if (file?.beside) await (await notebookFiles()).attachBeside(deps, file);
  }

  const commands: NotebookCommands = {
    text,
    open: async (content, origin) => {
      await showNew(content, origin);
    },
    openFile: async (file, beside) => {
      await openDiskFile(file, beside, (text) => showNew(text, "foreign", { kind: "file" }));
    },
    newNotebook: () => commands.open(blankNotebook, "own"),
    openWelcome: async () => commands.open(await platform.fetchText("welcome.nb.md"), "own"),
    saveFile: async () => (await theDisk()).save(),
    saveFileAs: async () => (await theDisk()).saveAs(),
    disk: theDisk,
    saveAs: async (format) => (await notebookFiles()).saveNotebookAs(deps, format),
    saveWithData: async (limits) => (await import("./reportFile/saveWithData.ts")).saveWithData(deps, limits),
    library: async () =>
      (await import("./library/libraryTools.ts")).createLibrary({ ...deps, show, newId, openServed }),
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
    restore: (stored) => show(stored),
    openServed,
    tabs,
    receive: async (...given) => {
      const { receiveNotebook } = await import("./opening/receiveNotebook.ts");
      await receiveNotebook({ ...deps, show, newId }, ...given);
    },
  };
}

const notebookFiles = () => import("./files/notebookFiles.ts");

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
