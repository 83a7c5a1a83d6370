import type { AppStore } from "./appStore.ts";
import { notify } from "./notices.ts";
import type { Platform } from "./platform.ts";

/** Asks where to save and writes there what `make` gives; says so, or why not. Whether a file was made. */
export async function saveToDisk(
  { platform, store }: { platform: Platform; store: AppStore },
  name: string,
  make: () => Blob | Promise<Blob>,
): Promise<boolean> {
  // Asked first: a browser shows its dialog only right after a click.
  const handle = await platform.pickSaveTarget(name);
  if (handle === "cancelled") return false;
  const content = await make();
  if (handle === null) {
    platform.download(content, name);
    return true;
  }
  try {
    const writable = await handle.createWritable();
    await writable.write(content);
    await writable.close();
    notify(store, "info", `Saved as ${handle.name}.`);
    return true;
  } catch (thrown) {
    const why = String(thrown);
    notify(store, "error", `${handle.name} could not be written: ${why}. The notebook is kept here.`);
    return false;
  }
}
