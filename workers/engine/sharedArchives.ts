import type { SourceRequest } from "../../lib/engine/protocol.ts";
import { detectArchive } from "../../lib/ingest/archive/detectArchive.ts";
import { listMembers } from "../../lib/ingest/archive/listMembers.ts";
import type { ArchiveListing, Member } from "../../lib/ingest/archive/member.ts";
import { collectBlob } from "../../lib/ingest/compression/collectBlob.ts";
import { openStream } from "../../lib/ingest/compression/openStream.ts";

/** An archive's content and what is in it. */
export interface ListedArchive {
  file: Blob;
  listing: ArchiveListing;
}

/** Unpacked content that is held at most (bytes) while several sources take their files from it. */
const mostBytes = 512 << 20;

/**
 * The archives that the sources of one call come from. One that several of them need is listed once; a compressed tar is
 * also unpacked once, or each source would read all that lies before its own files.
 */
export class SharedArchives {
  private readonly uses = new Map<File, number>();
  private readonly opened = new Map<File, Promise<ListedArchive | null>>();

  constructor(requests: readonly SourceRequest[]) {
    for (const { file, parts } of requests) if (!parts) this.uses.set(file, (this.uses.get(file) ?? 0) + 1);
  }

  /** The file as an archive; null where it is none. */
  open(file: File): Promise<ListedArchive | null> {
    const known = this.opened.get(file) ?? listed(file, (this.uses.get(file) ?? 0) > 1);
    this.opened.set(file, known);
    return known;
  }
}

async function listed(file: File, isShared: boolean): Promise<ListedArchive | null> {
  if ((await detectArchive(file)) === null) return null;
  const listing = await listMembers(file);
  if (listing.archive !== "tar" || listing.codec === "none" || !isShared) return { file, listing };
  const size = listing.members.reduce((sum, member) => sum + member.size, 0);
  if (size > mostBytes || listing.problem !== null) return { file, listing };
  const content = await collectBlob(openStream(file, listing.codec));
  return { file: content, listing: { ...listing, codec: "none", members: listing.members.map(unpacked) } };
}

function unpacked(member: Member): Member {
  const { place } = member;
  return place.archive === "tar" ? { ...member, place: { ...place, codec: "none" } } : member;
}
