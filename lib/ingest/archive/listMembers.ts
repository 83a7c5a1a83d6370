import type { OpenOptions } from "../compression/openStream.ts";
import { IngestError } from "../types.ts";
import { detectArchive } from "./detectArchive.ts";
import { listTar } from "./listTar.ts";
import { listZip } from "./listZip.ts";
import type { ArchiveListing } from "./member.ts";

/** Lists a zip or tar archive (tar also compressed). Throws an IngestError where nothing can be listed. */
export async function listMembers(file: Blob, options: OpenOptions = {}): Promise<ArchiveListing> {
  const found = await detectArchive(file);
  if (!found) throw new IngestError("This is neither a zip nor a tar archive.");
  const listing = found.archive === "zip" ? await listZip(file) : await listTar(file, found.codec, options);
  if (listing.members.length === 0) throw new IngestError(listing.problem ?? "The archive holds nothing.");
  return listing;
}
