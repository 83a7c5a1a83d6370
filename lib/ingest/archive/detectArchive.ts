import { ByteSource } from "../compression/byteSource.ts";
import { type Codec, detectCodec } from "../compression/detectCodec.ts";
import { openStream } from "../compression/openStream.ts";
import { IngestError } from "../types.ts";
import { tarBlock, tarHeader } from "./tarHeader.ts";

export type DetectedArchive = { archive: "zip" } | { archive: "tar"; codec: Codec };

/**
 * Whether a file is a zip or a tar archive, the latter also compressed as a whole, by its first bytes, or a zip that
 * something stands before (a self-extracting one) by its last; null where it is neither.
 */
export async function detectArchive(file: Blob): Promise<DetectedArchive | null> {
  const head = new Uint8Array(await file.slice(0, tarBlock).arrayBuffer());
  const [a, b, c = 0, d = 0] = head;
  if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))) return { archive: "zip" };
  const { codec } = detectCodec(head);
  if (codec === null) return null;
  const block = codec === "none" ? head : await firstBytes(file, codec, tarBlock);
  if (tarHeader(block)) return { archive: "tar", codec };
  return (await hasZipEnd(file)) ? { archive: "zip" } : null;
}

async function hasZipEnd(file: Blob): Promise<boolean> {
  const [a, b, c, d] = new Uint8Array(await file.slice(Math.max(0, file.size - 22)).arrayBuffer());
  return a === 0x50 && b === 0x4b && c === 5 && d === 6;
}

/** The first bytes of a file's content; fewer where it ends or is damaged before. */
export async function firstBytes(file: Blob, codec: Codec, count: number): Promise<Uint8Array> {
  const source = new ByteSource(openStream(file, codec));
  try {
    return (await source.take(count)).slice();
  } catch (problem) {
    // Reading the file tells of the damage; a first look only needs what came before it.
    if (problem instanceof IngestError) return new Uint8Array(0);
    throw problem;
  } finally {
    await source.close();
  }
}
