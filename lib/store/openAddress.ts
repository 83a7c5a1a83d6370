import { isNotebookLink } from "../share/isNotebookLink.ts";
import type { CellSnapshot } from "../share/snapshots.ts";
import type { AppStore } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";
import type { NotebookFrom } from "./files/notebookFrom.ts";
import { isFolderAddress } from "./opening/isFolderAddress.ts";
import type { Platform, StoredNotebook } from "./platform.ts";

/** What the page's address asks for. */
export interface Address {
  /** `#nb1d.…`: a whole notebook. `#nb1u.…`, `#nb1e.…`: one at another address. `#folder=…`: of the served folder. */
  fragment: string;
  /** `?n=`: a notebook kept on this device. */
  notebookId: string | null;
  /** `?src=`: a notebook file to fetch. */
  source?: string | null;
  /** `&cell=`: what to show first of a fetched file. */
  cell?: string | null;
  /** `&view=report`: how to show it first. */
  view?: string | null;
}

export interface AddressDeps {
  platform: Platform;
  store: AppStore;
  commands: Pick<AppCommands, "openWelcome" | "select" | "show">;
  restore: (stored: StoredNotebook) => Promise<void>;
  /** Opens a notebook of the served folder; false where that did not work, which was said. */
  openServed: (path: string) => Promise<boolean>;
  /** Shows what came from elsewhere: the kept copy that nobody edited, or a new one. */
  receive: (
    text: string,
    from: NotebookFrom,
    snapshots?: readonly CellSnapshot[],
    assetsText?: string | null,
    params?: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
}

/**
 * Opens what an address asks for: a link's notebook, one of the folder being served, a stored notebook, or the
 * welcome notebook. What comes from elsewhere is never run by being opened, and asked about before it is fetched.
 */
export async function openAddress(address: Address, deps: AddressDeps): Promise<void> {
  const { platform, store, commands, restore } = deps;
  const { notebookId } = address;
  // Whoever goes elsewhere has no answer to give any more.
  store.getState().asking?.withdraw();
  if (isFolderAddress(address.fragment)) {
    const { enterFolder } = await import("./opening/enterFolder.ts");
    if (await enterFolder(address, deps)) return;
    if (store.getState().notebookId !== "") return;
  }
  if (isNotebookLink(address.fragment) || address.source) {
    // Fetched only for links: most notebooks are opened without one.
    const { openForeign } = await import("./opening/openForeign.ts");
    if (await openForeign(address, deps)) return;
    const open = store.getState().notebookId;
    // A damaged link pasted over an open notebook leaves that notebook as it is.
    if (open !== "") return platform.showAddress(open);
  }
  const stored = notebookId ? await platform.storage.load(notebookId) : await platform.storage.latest();
  if (stored) {
    await restore(stored);
    if (address.view === "report") commands.show("report");
    return;
  }
  await commands.openWelcome();
  if (notebookId) await (await import("./library/libraryTools.ts")).missingNotebook(deps, notebookId);
}
