import { bzip2Chunks } from "../compression/bzip2Chunks.ts";
import { type InflateLimits, withinLimits } from "../compression/inflateLimits.ts";
import type { OpenOptions } from "../compression/openStream.ts";
import { zstdChunks } from "../compression/zstd/zstdChunks.ts";
import { crc32 } from "../crc32.ts";
import { fileChunks } from "../fileChunks.ts";
import { IngestError } from "../types.ts";
import type { Member } from "./member.ts";

interface ZipMember {
  file: Blob;
  member: Member;
  method: number;
  headerAt: number;
  crc: number;
}

/** A zip member's content. Reading fails with an IngestError unless size and check sum are those of the directory. */
export async function* zipMemberChunks(zip: ZipMember, options: OpenOptions): AsyncGenerator<Uint8Array> {
  const { member } = zip;
  const packed = await packedBytes(zip);
  let given = 0;
  let crc = 0;
  for await (const chunk of inflated(zip, packed, options)) {
    given += chunk.length;
    if (given > member.size) {
      throw new IngestError(
        `${member.name} holds more than the ${member.size} bytes that the zip archive states, so it is damaged or a ` +
          "decompression bomb; get the archive again.",
      );
    }
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (given !== member.size) {
    throw new IngestError(
      `${member.name} ends after ${given} of the ${member.size} bytes that the zip archive states; get the archive again.`,
    );
  }
  if (crc !== zip.crc) {
    throw new IngestError(
      `${member.name} is damaged: its check sum is not the one that the zip archive states; get the archive again ` +
        '("unzip -t" checks one).',
    );
  }
}

/** The part of the file that holds the member as it is stored; the local header tells where that begins. */
export async function packedBytes({ file, member, headerAt }: ZipMember): Promise<Blob> {
  const header = new DataView(await file.slice(headerAt, headerAt + 30).arrayBuffer());
  const isHeader = header.byteLength === 30 && header.getUint32(0, true) === 0x04034b50;
  const from = isHeader ? headerAt + 30 + header.getUint16(26, true) + header.getUint16(28, true) : 0;
  if (!isHeader || from + member.packedBytes > file.size) {
    throw new IngestError(
      `${member.name} is not where the zip archive's directory says, so the archive is damaged; get it again.`,
    );
  }
  return file.slice(from, from + member.packedBytes);
}

async function* inflated(zip: ZipMember, packed: Blob, options: OpenOptions): AsyncGenerator<Uint8Array> {
  const { member, method } = zip;
  const raw = fileChunks(packed, { onBytes: options.onBytes });
  const limited = (chunks: AsyncIterable<Uint8Array>, limits?: InflateLimits) =>
    withinLimits(chunks, packed.size, `${member.name}, packed`, limits);
  if (method === 0) yield* raw;
  else if (method === 12) yield* limited(bzip2Chunks(raw), options.limits);
  else if (method === 93) yield* limited(zstdChunks(raw), options.limits);
  else yield* limited(deflated(raw, member.name), options.limits);
}

async function* deflated(
  raw: ReadableStream<Uint8Array<ArrayBuffer>>,
  name: string,
): AsyncGenerator<Uint8Array> {
  const reader = raw.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  let given = 0;
  try {
    for (;;) {
      const part = await reader.read();
      if (part.done) return;
      given += part.value.length;
      yield part.value;
    }
  } catch (problem) {
    if (problem instanceof IngestError) throw problem;
    throw new IngestError(
      `${name} is damaged or cut short after ${given} bytes of its content; get the zip archive again.`,
    );
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
