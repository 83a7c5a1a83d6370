import type { AppStore } from "../appStore.ts";
import { notify } from "../notices.ts";
import type { Platform, StoredNotebook } from "../platform.ts";

/** Says why the notebook of an address is not there, and brings it back where it was only deleted. */
export async function missingNotebook(
  deps: { platform: Platform; store: AppStore; restore: (stored: StoredNotebook) => Promise<void> },
  id: string,
): Promise<void> {
  const { platform, store, restore } = deps;
  // A device that keeps nothing has deleted nothing.
  const library = await platform.library();
  const deleted = await library.deleted().catch(() => []);
  const found = deleted.find((one) => one.id === id);
  if (!found) return notify(store, "warning", "The notebook in this address is not kept on this device.");
  const text = `“${found.notebook.title}” is in Recently deleted.`;
  notify(store, "warning", text, {
    label: "Restore it",
    run: () => void library.restore([id]).then(() => restore(found.notebook)),
  });
}
