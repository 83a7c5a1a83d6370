import { fingerprintOf } from "../ingest/fingerprint.ts";
import type { SourceEntry } from "../notebook/document.ts";
import { isSameFile } from "./isSameFile.ts";
import type { SourceLink } from "./relinkState.ts";
import type { KeptFile, Permission } from "./sourceFiles.ts";

/** What became of a source whose file was kept: with `file`, that file may be attached, or be offered where it changed. */
export interface Reached {
  link: SourceLink;
  file: File | null;
}

/** Reaches for the file behind a source as far as the browser allows without asking anybody. */
export async function reachKept(entry: SourceEntry, kept: KeptFile | undefined): Promise<Reached> {
  if (!kept) return { link: { status: "absent", why: "not-kept", lastModified: null }, file: null };
  if (kept.handle) {
    const permission = await kept.handle.permission();
    // The copy is what the notebook saw last: better at once than the file after a question.
    if (permission === "granted" || !kept.copy) return reachHandle(entry, kept, permission);
  }
  if (kept.copy) return weigh(entry, kept, kept.copy, true);
  return { link: { status: "absent", why: "not-kept", lastModified: kept.lastModified }, file: null };
}

/** Reaches for the file itself, with what its user answered. */
export async function reachHandle(
  entry: SourceEntry,
  kept: KeptFile,
  permission: Permission,
): Promise<Reached> {
  const { handle, lastModified } = kept;
  if (!handle) return { link: { status: "absent", why: "not-kept", lastModified }, file: null };
  if (permission === "prompt") return { link: { status: "waiting", lastModified }, file: null };
  if (permission === "denied") return { link: { status: "absent", why: "denied", lastModified }, file: null };
  let file: File;
  try {
    file = await handle.file();
  } catch (thrown) {
    // NotFoundError and its kin: moved, renamed, on a disk that is not there.
    if (!(thrown instanceof DOMException)) throw thrown;
    if (kept.copy) return weigh(entry, kept, kept.copy, true);
    return { link: { status: "absent", why: "gone", lastModified }, file: null };
  }
  return weigh(entry, kept, file, false);
}

async function weigh(entry: SourceEntry, kept: KeptFile, file: File, isCopy: boolean): Promise<Reached> {
  // What cannot be read now says so when it is loaded.
  const fingerprint = await fingerprintOf(file).catch(() => null);
  const dates = { before: kept.lastModified, now: file.lastModified };
  if (isSameFile(entry, { name: file.name, size: file.size, fingerprint }, dates)) {
    const hasCopy = kept.copy !== null;
    const link = {
      status: "kept",
      handle: kept.handle !== null,
      copy: hasCopy,
      problem: null,
      isCopy,
    } as const;
    return { link, file };
  }
  return { link: changedLink(entry, kept.lastModified, file), file };
}

/** Says how a file differs from what a notebook knew. */
export function changedLink(entry: SourceEntry, before: number | null, file: File): SourceLink {
  return {
    status: "changed",
    name: file.name,
    before: { size: entry.size ?? null, lastModified: before },
    now: { size: file.size, lastModified: file.lastModified },
  };
}
