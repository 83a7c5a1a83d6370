import type { Platform, StoredNotebook } from "../platform.ts";

/**
 * The kept copy of a notebook from elsewhere that nobody edited and no other tab writes; null where there is none.
 * A bookmarked link that is opened again so shows what it showed, and copies do not pile up.
 */
export async function freeCopy(
  platform: Pick<Platform, "storage" | "isHeld">,
  openId: string,
  text: string,
): Promise<StoredNotebook | null> {
  for (const copy of await platform.storage.copiesOf(text)) {
    if (copy.id === openId || !(await platform.isHeld(copy.id))) return copy;
  }
  return null;
}
