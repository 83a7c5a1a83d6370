import { fetchWhole } from "../../../lib/remote/fetchWhole.ts";
import type { RemoteFile } from "../../../lib/remote/RemoteFile.ts";

/** Files that were fetched last, since a file is looked into before it is loaded. */
const keptFiles = 4;
/** A larger one is fetched again. */
const keptBytes = 256 << 20;

const kept = new Map<string, File>();

/** A remote file in the browser's own keeping; one that was fetched a moment ago is not fetched again. */
export async function wholeFile(
  remote: RemoteFile,
  watch: { signal: AbortSignal; onProgress(bytesDone: number, bytesTotal: number): void },
): Promise<File> {
  const { address, etag, sizeBytes } = remote.ref;
  const key = JSON.stringify([address, etag, sizeBytes]);
  const known = kept.get(key);
  if (known) return known;
  const file = await fetchWhole(remote, watch);
  // Without its host's word for it nobody knows whether it is still the same.
  if (etag !== null && file.size <= keptBytes) kept.set(key, file);
  for (const oldest of kept.keys()) {
    if (kept.size <= keptFiles) break;
    kept.delete(oldest);
  }
  return file;
}
