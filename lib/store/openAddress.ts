import type { AppStore } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";
import { notify } from "./notices.ts";
import type { Platform, StoredNotebook } from "./platform.ts";

/** What the page's address asks for. */
export interface Address {
  /** `#nb1d.…`: a whole notebook. */
  fragment: string;
  /** `?n=`: a notebook kept on this device. */
  notebookId: string | null;
  /** `?src=`: a notebook file to fetch. */
  source?: string | null;
}

interface AddressDeps {
  platform: Platform;
  store: AppStore;
  commands: Pick<AppCommands, "open" | "openFile" | "openWelcome" | "select">;
  restore: (stored: StoredNotebook) => Promise<void>;
}

/**
 * Opens what an address asks for: a link's notebook, a file of the folder being served, a stored notebook, or the
 * welcome notebook. What comes from elsewhere is never run by being opened.
 */
export async function openAddress(
  { fragment, notebookId, source }: Address,
  deps: AddressDeps,
): Promise<void> {
  const { platform, store, commands } = deps;
  if (fragment.startsWith("#nb1") && (await openLink(fragment, deps))) return;
  // A damaged link pasted over an open notebook leaves that notebook as it is.
  if (fragment.startsWith("#nb1") && store.getState().notebookId !== "") return;
  if (source && (await openSource(source, deps))) return;
  const stored = notebookId ? await platform.storage.load(notebookId) : await platform.storage.latest();
  if (stored) return deps.restore(stored);
  if (notebookId) notify(store, "warning", "The notebook in this address is not kept on this device.");
  return commands.openWelcome();
}

async function openLink(fragment: string, { store, commands }: AddressDeps): Promise<boolean> {
  // Fetched only for links: most notebooks are opened without one.
  const { decodeCapsule } = await import("../share/decodeCapsule.ts");
  const decoded = await decodeCapsule(fragment);
  if (!decoded.ok) {
    notify(store, "error", [decoded.error.message, decoded.error.hint].filter(Boolean).join(" "));
    return false;
  }
  await commands.open(decoded.value.text, "foreign");
  const wanted = decoded.value.cell?.toLowerCase();
  const cell = store.getState().document.cells.find(({ name }) => name.toLowerCase() === wanted);
  if (cell) commands.select(cell.id, "command");
  return true;
}

async function openSource(source: string, { platform, store, commands }: AddressDeps): Promise<boolean> {
  const url = new URL(source, platform.baseUrl);
  if (url.origin !== new URL(platform.baseUrl).origin) {
    const text = `Notebooks are not fetched from ${url.host} in this version. Download the file and open it.`;
    notify(store, "warning", text);
    return false;
  }
  try {
    const text = await platform.fetchText(url.href);
    return await commands.openFile(new File([text], decodeURIComponent(url.pathname.replace(/.*\//, ""))));
  } catch (thrown) {
    notify(
      store,
      "error",
      `${url.pathname} could not be opened: ${thrown instanceof Error ? thrown.message : thrown}`,
    );
    return false;
  }
}
