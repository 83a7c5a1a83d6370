import { type OpenOptions, openStream } from "../compression/openStream.ts";
import { streamOf } from "../compression/streamOf.ts";
import { IngestError } from "../types.ts";
import type { Member } from "./member.ts";
import { zipMemberChunks } from "./openZipMember.ts";
import { type TarSource, tarSource } from "./tarSource.ts";

/**
 * A member's content as a stream that fails with an IngestError where it is damaged. In a compressed tar archive all
 * that stands before the member is read and left out; `memberOpener` reads such an archive only once.
 */
export function openMember(
  file: Blob,
  member: Member,
  options: OpenOptions = {},
): ReadableStream<Uint8Array> {
  return streamOf(memberChunks(file, member, options));
}

async function* memberChunks(file: Blob, member: Member, options: OpenOptions): AsyncGenerator<Uint8Array> {
  const { place } = member;
  if (member.problem !== null) throw new IngestError(`${member.name} cannot be read: ${member.problem}.`);
  if (place.archive === "zip") {
    for await (const chunk of zipMemberChunks({ file, member, ...place }, options)) {
      options.signal?.throwIfAborted();
      yield chunk;
    }
    return;
  }
  if (place.codec === "none") {
    yield* wholeChunks(openStream(file.slice(place.at, place.at + member.size), "none", options), member);
    return;
  }
  const source = tarSource(file, place.codec, options);
  try {
    await source.skip(place.at);
    yield* wholeChunks(tarChunks(source, member.size), member);
  } finally {
    await source.close();
  }
}

/** The next `size` bytes of a tar archive, in pieces that stay as they are. */
export async function* tarChunks(source: TarSource, size: number): AsyncGenerator<Uint8Array> {
  for (let left = size; left > 0; ) {
    const chunk = (await source.some(left)).slice();
    if (chunk.length === 0) return;
    left -= chunk.length;
    yield chunk;
  }
}

/** Passes a member's chunks on and fails where they are fewer than stated. */
export async function* wholeChunks(
  chunks: AsyncIterable<Uint8Array>,
  { name, size }: Member,
): AsyncGenerator<Uint8Array> {
  let given = 0;
  for await (const chunk of chunks) {
    given += chunk.length;
    yield chunk;
  }
  if (given < size) {
    throw new IngestError(
      `${name} ends after ${given} of its ${size} bytes: the archive is cut short; get it again.`,
    );
  }
}
