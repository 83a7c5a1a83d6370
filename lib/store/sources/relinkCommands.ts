import { missingSources } from "../../relink/missingSources.ts";
import type { AppStore } from "../appStore.ts";
import type { Editing } from "../documentCommands.ts";
import type { EngineLife, NamedFiles } from "../engineLife.ts";
import { setRelink } from "../links.ts";
import { notify } from "../notices.ts";
import type { Platform } from "../platform.ts";
import type { AppState } from "../state.ts";
import type { Relinking } from "./relinking.ts";

/** Bringing back the files that a notebook's sources were made from. Nothing of it runs a cell. */
export interface RelinkCommands {
  /** Asks for leave to read the kept files that wait for it; only in answer to a click. What is then missing is asked for. */
  reopenSources(): Promise<void>;
  /** Opens or closes the dialog that asks for files; closing the offer as well. */
  findFiles(open: boolean): void;
  /** Takes the offer away until the notebook is opened again. */
  closeRelinkOffer(): void;
  /** Asks for files with the browser's dialog and offers them to the missing sources. */
  pickMissing(): Promise<void>;
  /** Attaches what fits, shows what may be meant, and names the files that no missing source knows. */
  offerFiles(files: readonly File[]): Promise<void>;
  /** Uses the changed file of a source. */
  acceptFile(relation: string): Promise<void>;
  /** From now on the notebook knows the columns that a source has here. */
  acceptColumns(relation: string): Promise<void>;
  /** Reads the file of an attached source again where it changed on the disk. */
  reloadSource(relation: string): Promise<void>;
}

export interface RelinkDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
  editing: Editing;
  /** Loads files as sources, with their receipts and notices. */
  attach(files: readonly NamedFiles[]): Promise<void>;
}

/** The commands, and what follows the opening of a notebook. The code behind them is fetched when a file is first to be found. */
export function createRelinkCommands(deps: RelinkDeps): {
  restore(): Promise<void>;
  commands: RelinkCommands;
} {
  const { platform, store } = deps;
  let loading: Promise<Relinking> | null = null;

  /** Fetched again at the next use where that failed; null then. */
  async function load(): Promise<Relinking | null> {
    loading ??= import("./relinking.ts").then(({ Relinking }) => new Relinking(deps));
    try {
      return await loading;
    } catch (thrown) {
      loading = null;
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      notify(store, "error", `The part of Eider that finds files again could not be loaded: ${why}`);
      return null;
    }
  }

  async function use(call: (relinking: Relinking) => Promise<void>): Promise<void> {
    const relinking = await load();
    if (relinking) await call(relinking);
  }

  let isWatching = false;
  store.subscribe((state) => {
    if (isWatching || !hasFiles(state)) return;
    isWatching = true;
    void load();
  });
  platform.onReturning(() => void loading?.then((relinking) => relinking.lookForChanges()));

  return {
    async restore() {
      const { document, sources } = store.getState();
      if (missingSources(document, sources).length > 0) await (await load())?.restore();
    },
    commands: {
      reopenSources: () => use((relinking) => relinking.reopen()),
      findFiles: (open) => setRelink(store, { finding: open, offering: false, unused: [] }),
      closeRelinkOffer: () => setRelink(store, { offering: false }),
      pickMissing: () => use((relinking) => relinking.pick()),
      offerFiles: (files) => use((relinking) => relinking.offer(files)),
      acceptFile: (relation) => use((relinking) => relinking.accept(relation)),
      acceptColumns: (relation) => use(async (relinking) => relinking.columns.accept(relation)),
      reloadSource: (relation) => use((relinking) => relinking.reload(relation)),
    },
  };
}

/** Whether any source was made from a file of its user; samples come with the app and need no keeping. */
function hasFiles({ sources, document }: AppState): boolean {
  return sources.some(
    ({ status, relation }) =>
      status === "ready" && document.sources[relation]?.location.startsWith("sample:") === false,
  );
}
