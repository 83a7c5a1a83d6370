import { PlaceUnreachable } from "../disk/diskFiles.ts";
import { parseFolderAddress } from "../disk/servedFolder.ts";
import { notify } from "../notices.ts";
import type { Address, AddressDeps } from "../openAddress.ts";

/** Lets the page into the folder of `#folder=…`, and opens the notebook that it names. Answers false where none is open then. */
export async function enterFolder(address: Address, deps: AddressDeps): Promise<boolean> {
  const asked = parseFolderAddress(address.fragment);
  if (!asked) return false;
  try {
    await (await deps.platform.served()).enter(asked.key);
  } catch (thrown) {
    if (!(thrown instanceof PlaceUnreachable)) throw thrown;
    notify(deps.store, "error", thrown.message);
    return false;
  }
  return asked.open !== null && deps.openServed(asked.open);
}
