/** Bytes of each part of a large file that the fingerprint covers. */
const windowBytes = 64 << 10;
/** Head, tail, and fourteen places spread evenly between them. */
const windows = 16;

/** Files of up to this many bytes are covered whole; of larger ones, a change between the windows is not seen. */
export const wholeBytes = windowBytes * windows;

/** What every fingerprint made here begins with: the first way of making them. */
export const fingerprintScheme = "s1:";

/**
 * A short text by which a file is known again under any name: `s1:` and 32 hex digits of the SHA-256 of its size and
 * its content, or of sixteen windows of 64 KiB of it where it is larger than they are together.
 * Answers null where the page may not hash (no secure context) and of files elsewhere; rejects where the file cannot be read.
 */
export function fingerprintOf(file: Blob): Promise<string | null> {
  const known = made.get(file);
  if (known) return known;
  const making = make(file);
  made.set(file, making);
  // What could not be read now may be readable later.
  making.catch(() => made.delete(file));
  return making;
}

/** By file object, which stands for one state of its file: many sources may come from one archive. */
const made = new WeakMap<Blob, Promise<string | null>>();

async function make(file: Blob): Promise<string | null> {
  const { subtle } = globalThis.crypto;
  // Browsers leave it out of pages that come over plain http from another machine.
  if (subtle === undefined) return null;
  // A file elsewhere is known by its address and what its host calls its state; its windows would be fetched one by one.
  if ("ref" in file) return null;
  const parts = windowStarts(file.size).map((start) => file.slice(start, start + windowBytes).arrayBuffer());
  const content = await new Blob([`${file.size}\n`, ...(await Promise.all(parts))]).arrayBuffer();
  const digest = new Uint8Array(await subtle.digest("SHA-256", content));
  const hex = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return fingerprintScheme + hex;
}

/** Where the windows begin: side by side in small files, spread from the first byte to the last in large ones. */
function windowStarts(size: number): number[] {
  if (size <= wholeBytes) {
    return Array.from({ length: Math.ceil(size / windowBytes) }, (_, i) => i * windowBytes);
  }
  return Array.from({ length: windows }, (_, i) => Math.floor(((size - windowBytes) / (windows - 1)) * i));
}
