import { IngestError } from "../types.ts";
import type { ArchiveListing, Member } from "./member.ts";
import { collectFile, type MemberFileOptions, memberFile } from "./memberFile.ts";
import { tarChunks, wholeChunks } from "./openMember.ts";
import { type TarSource, tarSource } from "./tarSource.ts";
import { type TarStep, walkTar } from "./walkTar.ts";

/** Gives the files of an archive one by one. */
export interface MemberOpener {
  /** The member as a file; see `memberFile`. */
  open(member: Member): Promise<File>;
  close(): Promise<void>;
}

/** Opens members of a listed archive. Asked for in their order, a compressed tar archive is read only once. */
export function memberOpener(
  file: Blob,
  listing: ArchiveListing,
  options: MemberFileOptions = {},
): MemberOpener {
  if (listing.archive === "zip" || listing.codec === "none") {
    return { open: (member) => memberFile(file, member, options), close: async () => undefined };
  }
  let source: TarSource | null = null;
  let walk: AsyncGenerator<TarStep> | null = null;
  const close = async () => {
    await walk?.return(undefined);
    await source?.close();
    walk = null;
    source = null;
  };
  return {
    close,
    async open(member) {
      const { at } = member.place.archive === "tar" ? member.place : { at: 0 };
      if (source && source.at > at) await close();
      source ??= tarSource(file, listing.codec, options);
      walk ??= walkTar(source, listing.codec);
      for (;;) {
        const { done, value } = await walk.next();
        if (done)
          throw new IngestError(`${member.name} is not in the archive any more; add the archive again.`);
        if (value.member.place.archive !== "tar" || value.member.place.at !== at) continue;
        if (member.problem !== null)
          throw new IngestError(`${member.name} cannot be read: ${member.problem}.`);
        return collectFile(wholeChunks(tarChunks(source, value.size), value.member), value.member, options);
      }
    },
  };
}
