import type { AppStore } from "../appStore.ts";
import { notify } from "../notices.ts";
import type { Platform } from "../platform.ts";
import { type DiskFile, PlaceUnreachable } from "./diskFiles.ts";

/** Reads a notebook of the served folder and shows it; false where that did not work, which is said. */
export async function openServedFile(
  { platform, store }: { platform: Pick<Platform, "disk">; store: AppStore },
  path: string,
  show: (file: File, way: DiskFile) => Promise<boolean>,
): Promise<boolean> {
  const file = (await platform.disk()).served(path);
  const refuse = (why: string) => {
    notify(store, "error", `${path} was not opened. ${why}`);
    return false;
  };
  if (!file) return refuse("Open it by the address that eider serve prints when it starts.");
  try {
    return await show(await file.read(), file);
  } catch (thrown) {
    if (thrown instanceof PlaceUnreachable) return refuse(thrown.message);
    if (thrown instanceof DOMException && thrown.name === "NotFoundError")
      return refuse("It is not in the folder: it was moved or deleted, or is no notebook.");
    throw thrown;
  }
}
