import type { DiskFile } from "./diskFiles.ts";

/** A notebook of the folder, by its path from there. */
export interface ServedNotebook {
  path: string;
  bytes: number;
  modifiedMs: number;
}

export interface ServedListing {
  /** Which folder this is: another one may be served at this address tomorrow. */
  id: string;
  name: string;
  notebooks: readonly ServedNotebook[];
  /** false where there are more than are listed. */
  isAll: boolean;
}

/** The folder that `eider serve FOLDER` lets this page into. */
export interface ServedFolder {
  /** Whether this page was let into one, which may have ended meanwhile. */
  isKnown(): boolean;
  /** Enters with what the address holds, which is taken out of the address at once; rejects with `PlaceUnreachable`. */
  enter(key: string): Promise<void>;
  /** Rejects with `PlaceUnreachable`. */
  list(): Promise<ServedListing>;
  /** A notebook of the folder that is served now, whether it is there or not. */
  file(path: string): DiskFile;
}

/** What follows `#folder=` in an address: what lets into the folder, and the notebook to open; null for other fragments. */
export function parseFolderAddress(fragment: string): { key: string; open: string | null } | null {
  const asked = new URLSearchParams(fragment.replace(/^#/, ""));
  const key = asked.get("folder");
  return key === null ? null : { key, open: asked.get("open") };
}
