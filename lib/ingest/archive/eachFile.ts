import { IngestError } from "../types.ts";
import { detectArchive } from "./detectArchive.ts";
import { listMembers } from "./listMembers.ts";
import type { Member } from "./member.ts";
import { collectFile, type MemberFileOptions, memberFile } from "./memberFile.ts";
import { tarChunks, wholeChunks } from "./openMember.ts";
import { tarSource } from "./tarSource.ts";
import { walkTar } from "./walkTar.ts";

/** A file out of an archive, or why there is none; where `member` is null the rest of the archive is meant. */
export type UnpackedFile =
  | { member: Member; file: File; problem: null }
  | { member: Member | null; file: null; problem: string };

/**
 * The files of an archive in their order, each unpacked when it is asked for; folders, links and litter are left out.
 * A compressed tar archive is read once for all of them. What cannot be read comes as a problem among the others.
 */
export async function* eachFile(file: Blob, options: MemberFileOptions = {}): AsyncGenerator<UnpackedFile> {
  const found = await detectArchive(file);
  if (found?.archive === "tar" && found.codec !== "none") {
    yield* eachOfPackedTar(file, found.codec, options);
    return;
  }
  const listing = await listMembers(file, options);
  for (const member of listing.members) {
    if (member.kind === "file") yield await unpacked(member, () => memberFile(file, member, options));
  }
  if (listing.problem !== null) yield { member: null, file: null, problem: listing.problem };
}

async function* eachOfPackedTar(
  file: Blob,
  codec: Parameters<typeof walkTar>[1],
  options: MemberFileOptions,
): AsyncGenerator<UnpackedFile> {
  const source = tarSource(file, codec, options);
  try {
    for await (const { member, size } of walkTar(source, codec)) {
      if (member.kind !== "file") continue;
      yield await unpacked(member, async () => {
        if (member.problem !== null)
          throw new IngestError(`${member.name} cannot be read: ${member.problem}.`);
        return collectFile(wholeChunks(tarChunks(source, size), member), member, options);
      });
    }
  } catch (thrown) {
    if (!(thrown instanceof IngestError)) throw thrown;
    yield { member: null, file: null, problem: thrown.message };
  } finally {
    await source.close();
  }
}

async function unpacked(member: Member, make: () => Promise<File>): Promise<UnpackedFile> {
  try {
    return { member, file: await make(), problem: null };
  } catch (thrown) {
    if (!(thrown instanceof IngestError)) throw thrown;
    return { member, file: null, problem: thrown.message };
  }
}
