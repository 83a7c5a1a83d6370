import { fingerprintScheme, wholeBytes } from "../ingest/fingerprint.ts";
import type { SourceEntry } from "../notebook/document.ts";

/** A file that was looked at; `fingerprint` is null where none could be made. */
export interface SeenFile {
  name: string;
  size: number;
  fingerprint: string | null;
}

/**
 * Whether a file is the one that a notebook's entry describes, as far as the entry says anything.
 * Dates, where both are known, count for files that the fingerprint covers only in part.
 */
export function isSameFile(
  entry: SourceEntry,
  file: SeenFile,
  dates: { before: number; now: number } | null = null,
): boolean {
  if (entry.size !== undefined && entry.size !== file.size) return false;
  if (isComparable(entry, file) && entry.fingerprint !== file.fingerprint) return false;
  return file.size <= wholeBytes || dates === null || dates.before === dates.now;
}

/** Whether a file is certainly the one that an entry describes, whatever its name. */
export function isKnownFile(entry: SourceEntry, file: SeenFile): boolean {
  return isComparable(entry, file) && isSameFile(entry, file);
}

/** A fingerprint made in another way, by a later version, says nothing here. */
function isComparable({ fingerprint }: SourceEntry, file: SeenFile): boolean {
  return file.fingerprint !== null && (fingerprint?.startsWith(fingerprintScheme) ?? false);
}
