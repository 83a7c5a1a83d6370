import { IngestError } from "../types.ts";
import { listMembers } from "./listMembers.ts";
import type { Member } from "./member.ts";
import type { MemberFileOptions } from "./memberFile.ts";
import { memberOpener } from "./memberOpener.ts";

/** A file out of an archive, or why there is none; where `member` is null the rest of the archive is meant. */
export type UnpackedFile =
  | { member: Member; file: File; problem: null }
  | { member: Member | null; file: null; problem: string };

/**
 * The files of an archive in their order, each unpacked when it is asked for; folders, links and litter are left out.
 * What cannot be read comes as a problem among the others.
 */
export async function* eachFile(file: Blob, options: MemberFileOptions = {}): AsyncGenerator<UnpackedFile> {
  const listing = await listMembers(file, options);
  const opener = memberOpener(file, listing, options);
  try {
    for (const member of listing.members) {
      if (member.kind === "file") yield await unpacked(member, opener.open);
    }
  } finally {
    await opener.close();
  }
  if (listing.problem !== null) yield { member: null, file: null, problem: listing.problem };
}

async function unpacked(member: Member, open: (member: Member) => Promise<File>): Promise<UnpackedFile> {
  try {
    return { member, file: await open(member), problem: null };
  } catch (thrown) {
    if (!(thrown instanceof IngestError)) throw thrown;
    return { member, file: null, problem: thrown.message };
  }
}
