import { collectBlob } from "../compression/collectBlob.ts";
import { sizeText } from "../compression/inflateLimits.ts";
import type { OpenOptions } from "../compression/openStream.ts";
import { IngestError } from "../types.ts";
import type { Member } from "./member.ts";
import { openMember } from "./openMember.ts";
import { packedBytes } from "./openZipMember.ts";

/** Somewhere outside memory for a member too large for it. */
export interface SpillFile {
  write(chunk: Uint8Array): Promise<void>;
  /** Ends the writing and gives the file. */
  finish(): Promise<File>;
  /** Gives up what was written. */
  discard(): Promise<void>;
}

export interface MemberFileOptions extends OpenOptions {
  /** Members up to this many bytes are held in memory. */
  memoryBytes?: number;
  /** Opens a place for a larger member; without it, such a member is refused. */
  spill?: (name: string) => Promise<SpillFile>;
}

const usualMemory = 512 << 20;

/**
 * A member as a file that any reader takes, named as the member is (without its folders). Content that the archive holds
 * uncompressed is checked and then read in place; the rest is unpacked into memory, or past the limit to where `spill` says.
 */
export async function memberFile(file: Blob, member: Member, options: MemberFileOptions = {}): Promise<File> {
  const { place } = member;
  const chunks = openMember(file, member, options);
  if (place.archive === "tar" && place.codec === "none") {
    await chunks.cancel();
    if (member.problem !== null) throw new IngestError(`${member.name} cannot be read: ${member.problem}.`);
    return named(file.slice(place.at, place.at + member.size), member);
  }
  if (place.archive === "zip" && place.method === 0) {
    for await (const _ of chunks);
    return named(await packedBytes({ file, member, ...place }), member);
  }
  return collectFile(chunks, member, options);
}

/** A file of a member's chunks, in memory or spilled. */
export async function collectFile(
  chunks: AsyncIterable<Uint8Array>,
  member: Member,
  { memoryBytes = usualMemory, spill }: MemberFileOptions,
): Promise<File> {
  if (member.size <= memoryBytes) {
    return named(await collectBlob(chunks), member);
  }
  if (!spill) {
    throw new IngestError(
      `${member.name} is ${sizeText(member.size)} unpacked, more than the ${sizeText(memoryBytes)} that are held in memory; ` +
        "unpack the archive and add the file.",
    );
  }
  const target = await spill(baseName(member));
  try {
    for await (const chunk of chunks) await target.write(chunk);
    return await target.finish();
  } catch (problem) {
    await target.discard();
    throw problem;
  }
}

function named(content: Blob, member: Member): File {
  return new File([content], baseName(member));
}

function baseName({ name }: Member): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
