import type { NotebookFrom } from "../files/notebookFrom.ts";
import type { Platform, StoredNotebook } from "../platform.ts";

/**
 * The kept copy of a notebook from the same place that nobody edited and no other tab writes; null where there is none.
 * A bookmarked link that is opened again so shows what it showed, and copies do not pile up.
 */
export async function freeCopy(
  platform: Pick<Platform, "storage" | "isHeld">,
  openId: string,
  { text, from }: { text: string; from: NotebookFrom },
): Promise<StoredNotebook | null> {
  for (const copy of await platform.storage.copiesOf(text)) {
    if (!isSamePlace(copy.from, from)) continue;
    if (copy.id === openId || !(await platform.isHeld(copy.id))) return copy;
  }
  return null;
}

function isSamePlace(one: NotebookFrom | undefined, other: NotebookFrom): boolean {
  if (one?.kind !== other.kind) return false;
  return one.kind !== "host" || other.kind !== "host" || one.host === other.host;
}
