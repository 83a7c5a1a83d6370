import { crc32, deflateRawSync } from "node:zlib";

/** A member as it is to be written, and the lies to tell about it. */
export interface ZipPart {
  name: string | Uint8Array;
  content: Uint8Array | string;
  method?: number;
  /** The bytes as stored, where they are not `content` deflated (8) or as it is (0). */
  packed?: Uint8Array;
  flags?: number;
  size?: number;
  crc?: number;
  extra?: Uint8Array;
  zip64?: boolean;
  /** Points the directory at this member's header instead of its own. */
  sharesWith?: number;
  descriptor?: boolean;
}

/** A zip file of these members, hostile ones included; for tests only. */
export function makeZip(
  parts: readonly ZipPart[],
  options: { comment?: string; before?: string; entries?: number } = {},
): Buffer {
  const out: Buffer[] = [Buffer.from(options.before ?? "")];
  let at = 0;
  const push = (bytes: Uint8Array) => {
    out.push(Buffer.from(bytes));
    at += bytes.length;
  };
  const headers: number[] = [];
  const entries = parts.map((part) => {
    const content = Buffer.from(part.content);
    const method = part.method ?? 8;
    const packed = Buffer.from(part.packed ?? (method === 8 ? deflateRawSync(content) : content));
    const name = typeof part.name === "string" ? Buffer.from(part.name) : Buffer.from(part.name);
    const flags = (part.flags ?? (typeof part.name === "string" ? 0x800 : 0)) | (part.descriptor ? 8 : 0);
    const crc = part.crc ?? crc32(content);
    const size = part.size ?? content.length;
    headers.push(at);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    if (!part.descriptor) {
      local.writeUInt32LE(crc, 14);
      local.writeUInt32LE(packed.length, 18);
      local.writeUInt32LE(size, 22);
    }
    local.writeUInt16LE(name.length, 26);
    push(local);
    push(name);
    push(packed);
    if (part.descriptor) push(Buffer.alloc(16, 7));
    return { part, method, packed, name, flags, crc, size };
  });
  const directoryAt = at;
  for (const [index, { part, method, packed, name, flags, crc, size }] of entries.entries()) {
    const headerAt = headers[part.sharesWith ?? index] ?? 0;
    const wide = Buffer.alloc(part.zip64 ? 28 : 0);
    if (part.zip64) {
      wide.writeUInt16LE(1, 0);
      wide.writeUInt16LE(24, 2);
      wide.writeBigUInt64LE(BigInt(size), 4);
      wide.writeBigUInt64LE(BigInt(packed.length), 12);
      wide.writeBigUInt64LE(BigInt(headerAt), 20);
    }
    const extra = Buffer.concat([Buffer.from(part.extra ?? []), wide]);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(part.zip64 ? 0xffffffff : packed.length, 20);
    entry.writeUInt32LE(part.zip64 ? 0xffffffff : size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(part.zip64 ? 0xffffffff : headerAt, 42);
    push(entry);
    push(name);
    push(extra);
  }
  const comment = Buffer.from(options.comment ?? "");
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(options.entries ?? parts.length, 8);
  end.writeUInt16LE(options.entries ?? parts.length, 10);
  end.writeUInt32LE(at - directoryAt, 12);
  end.writeUInt32LE(directoryAt, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...out, end, comment]);
}
