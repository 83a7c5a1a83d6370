import type { Outcome } from "../../engine/protocol.ts";
import type { AppStore } from "../appStore.ts";
import { notify } from "../notices.ts";
import type { Platform } from "../platform.ts";

/**
 * Asks where to save and writes there what `make` gives; says so, or why not. Whether a file was made; `onWritten` gets
 * the way to it, where the browser gave one.
 */
export async function saveToDisk(
  { platform, store }: { platform: Pick<Platform, "pickSaveTarget" | "download">; store: AppStore },
  name: string,
  make: () => Promise<Outcome<Blob>>,
  onWritten: (handle: FileSystemFileHandle) => void = () => undefined,
): Promise<boolean> {
  // Asked first: a browser shows its dialog only right after a click.
  const handle = await platform.pickSaveTarget(name);
  if (handle === "cancelled") return false;
  const made = await make();
  if (!made.ok) {
    const { message, hint } = made.error;
    notify(store, "error", [`${name} was not written. ${message}`, hint].filter(Boolean).join(" "));
    return false;
  }
  if (handle === null) {
    platform.download(made.value, name);
    return true;
  }
  try {
    const writable = await handle.createWritable();
    await writable.write(made.value);
    await writable.close();
    notify(store, "info", `Saved as ${handle.name}.`);
    onWritten(handle);
    return true;
  } catch (thrown) {
    const why = String(thrown);
    notify(store, "error", `${handle.name} could not be written: ${why}. The notebook is kept here.`);
    return false;
  }
}
