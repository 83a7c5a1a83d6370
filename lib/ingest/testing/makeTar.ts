/** A member as it is to be written. */
export interface TarPart {
  name: string;
  content?: Uint8Array | string;
  type?: string;
  magic?: "ustar" | "gnu" | "v7";
  prefix?: string;
  size?: number;
}

/** A tar archive of these members; for tests only. */
export function makeTar(parts: readonly TarPart[], endBlocks = 2): Buffer {
  const blocks = parts.flatMap((part) => {
    const content = Buffer.from(part.content ?? "");
    const header = Buffer.alloc(512);
    header.write(part.name, 0, 100);
    header.write("0000644\0", 100);
    header.write(`${(part.size ?? content.length).toString(8).padStart(11, "0")}\0`, 124);
    header.write("        ", 148);
    header.write(part.type ?? "0", 156);
    if (part.magic === "gnu") header.write("ustar  \0", 257);
    else if (part.magic !== "v7") header.write("ustar\x0000", 257);
    if (part.prefix) header.write(part.prefix, 345);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(512 * endBlocks)]);
}

/** One record of a pax header. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  while (Buffer.byteLength(String(length)) + Buffer.byteLength(rest) > length) length++;
  return `${length}${rest}`;
}
