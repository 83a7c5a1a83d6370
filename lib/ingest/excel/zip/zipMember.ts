import { Inflate } from "fflate";
import { crc32 } from "../../crc32.ts";
import { fileChunks } from "../../fileChunks.ts";
import { IngestError } from "../../types.ts";
import { limits } from "../workbookLimits.ts";
import type { ZipMember } from "./zipDirectory.ts";

/** What is told while a member is read: bytes of the file done, and whether to stop. */
export interface MemberWatch {
  onBytes?: (bytesDone: number) => void;
  signal?: AbortSignal;
  /** For tests: where a bomb begins, instead of at the usual size. */
  bombBytes?: number;
}

/**
 * The inflated bytes of one member, read from its own part of the file and checked against its size and sum.
 * Throws an IngestError where it is encrypted, damaged, cut short or a bomb.
 */
export async function* memberChunks(
  file: Blob,
  member: ZipMember,
  watch: MemberWatch = {},
): AsyncGenerator<Uint8Array> {
  if (member.isEncrypted) {
    throw new IngestError(
      `"${member.name}" in the zip is encrypted with a password; save the workbook without one.`,
    );
  }
  if (member.method !== 0 && member.method !== 8) {
    throw new IngestError(
      `"${member.name}" is compressed by method ${member.method}, which workbooks do not use; save it anew.`,
    );
  }
  const packed = await packedBytes(file, member);
  const reader = fileChunks(packed, { chunkBytes: 1 << 17, onBytes: watch.onBytes }).getReader();
  // Not the platform's DecompressionStream: where it has no back pressure, all of the file would wait in memory.
  let parts: Uint8Array[] = [];
  const inflater = member.method === 8 ? new Inflate((part) => parts.push(part)) : null;
  let crc = 0;
  let given = 0;
  try {
    for (let isLast = false; !isLast; ) {
      watch.signal?.throwIfAborted();
      const { done, value } = await reader.read();
      isLast = done;
      if (inflater)
        inflate(inflater, value ?? noBytes, done, () => damaged(member, `is damaged near byte ${given}`));
      else if (value) parts.push(value);
      for (const part of parts) {
        given += part.length;
        crc = crc32(part, crc);
        if (given > (watch.bombBytes ?? limits.bombBytes) && given > packed.size * limits.bombRatio) {
          throw bomb(member, given);
        }
        if (part.length > 0) yield part;
      }
      parts = [];
    }
  } finally {
    // Left early or failed: the file need not be read any further.
    await reader.cancel().catch(() => undefined);
  }
  if (given !== member.size) {
    throw damaged(member, `should hold ${member.size} bytes and holds ${given}`);
  }
  if (crc !== member.crc) throw damaged(member, "does not match its check sum");
}

const noBytes = new Uint8Array(0);

function inflate(inflater: Inflate, bytes: Uint8Array, isLast: boolean, failed: () => IngestError): void {
  try {
    inflater.push(bytes, isLast);
  } catch (cause) {
    throw Object.assign(failed(), { cause });
  }
}

/** The whole of a small member; at most `most` bytes, or it throws an IngestError. */
export async function memberBytes(file: Blob, member: ZipMember, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of memberChunks(file, member)) {
    size += part.length;
    if (size > most) {
      throw new IngestError(
        `"${member.name}" in the workbook is larger than ${most} bytes, more than can be true.`,
      );
    }
    parts.push(part);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

async function packedBytes(file: Blob, member: ZipMember): Promise<Blob> {
  const { offset, compressedSize } = member;
  const head = new DataView(await file.slice(offset, offset + 30).arrayBuffer());
  if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) {
    throw damaged(member, `is not where the directory says (byte ${offset})`);
  }
  const from = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  if (from + compressedSize > file.size) throw damaged(member, "reaches beyond the end of the file");
  return file.slice(from, from + compressedSize);
}

function damaged(member: ZipMember, why: string, cause?: unknown): IngestError {
  return new IngestError(
    `The workbook is damaged: "${member.name}" in it ${why}. Get the file again, or save it anew.`,
    { cause },
  );
}

function bomb(member: ZipMember, given: number): IngestError {
  return new IngestError(
    `"${member.name}" in the workbook grows to more than ${limits.bombRatio} times its size ` +
      `(over ${Math.floor(given / 2 ** 20)} MiB), which looks like a decompression bomb. ` +
      "If you trust it, open it in its program and save the sheet as CSV.",
  );
}
