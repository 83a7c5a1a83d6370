import { IngestError } from "../../types.ts";
import { limits } from "../workbookLimits.ts";

/** One member of a zip, as the directory at its end tells; sizes and offset are in bytes. */
export interface ZipMember {
  name: string;
  method: number;
  isEncrypted: boolean;
  crc: number;
  compressedSize: number;
  size: number;
  offset: number;
}

const endMark = 0x06054b50;
const memberMark = 0x02014b50;

/** Members of a zip by name, in the order of its directory; throws an IngestError where there is no directory. */
export async function readZipDirectory(file: Blob): Promise<Map<string, ZipMember>> {
  const end = await findEnd(file);
  if (end.size > limits.directoryBytes || end.count > limits.members) {
    throw new IngestError(
      `The zip directory of the workbook lists ${end.count} members in ${end.size} bytes, more than a workbook has.`,
    );
  }
  // Where bytes stand before the zip, as in a program that unpacks itself, all offsets are short by as many.
  const shift = end.at - end.size - end.offset;
  if (shift < 0) throw damaged("its directory reaches beyond the end of the file");
  const bytes = await slice(file, end.offset + shift, end.size);
  const members = new Map<string, ZipMember>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 46 <= bytes.length && view.getUint32(at, true) === memberMark) {
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    const isUtf8 = (view.getUint16(at + 8, true) & 0x800) !== 0;
    const name = new TextDecoder(isUtf8 ? "utf-8" : "latin1").decode(
      bytes.subarray(at + 46, at + 46 + nameLength),
    );
    const member: ZipMember = {
      name: name.replaceAll("\\", "/").replace(/^\/+/, ""),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      crc: view.getUint32(at + 16, true),
      compressedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    readLargeSizes(member, extra);
    member.offset += shift;
    // A name given twice: the first is what Excel reads.
    if (!members.has(member.name)) members.set(member.name, member);
    at = next;
  }
  if (members.size === 0) throw damaged("its zip directory lists nothing");
  return members;
}

interface DirectoryEnd {
  at: number;
  count: number;
  size: number;
  offset: number;
}

async function findEnd(file: Blob): Promise<DirectoryEnd> {
  const from = Math.max(0, file.size - 65_557 - 20);
  const tail = await slice(file, from, file.size - from);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== endMark) continue;
    const small: DirectoryEnd = {
      at: from + at,
      count: view.getUint16(at + 10, true),
      size: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    const isLarge = small.count === 0xffff || small.size === 0xffffffff || small.offset === 0xffffffff;
    if (isLarge && at >= 20 && view.getUint32(at - 20, true) === 0x07064b50) {
      return await largeEnd(file, Number(view.getBigUint64(at - 12, true)));
    }
    if (small.size + small.offset <= small.at) return small;
  }
  throw damaged("the directory at its end is missing, so the file is probably cut short");
}

async function largeEnd(file: Blob, at: number): Promise<DirectoryEnd> {
  const bytes = await slice(file, at, 56);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 56 || view.getUint32(0, true) !== 0x06064b50) {
    throw damaged("its directory for large files is not where it should be");
  }
  const number = (offset: number) => Number(view.getBigUint64(offset, true));
  return { at, count: number(32), size: number(40), offset: number(48) };
}

/** Sizes and offset that do not fit 32 bits stand in an extra field, in this order, and only those. */
function readLargeSizes(member: ZipMember, extra: Uint8Array): void {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = view.getUint16(at + 2, true);
    const end = Math.min(extra.length, at + 4 + length);
    if (view.getUint16(at, true) === 1) {
      let value = at + 4;
      const next = (was: number) => {
        if (was !== 0xffffffff || value + 8 > end) return was;
        value += 8;
        return Number(view.getBigUint64(value - 8, true));
      };
      member.size = next(member.size);
      member.compressedSize = next(member.compressedSize);
      member.offset = next(member.offset);
    }
    at += 4 + length;
  }
}

async function slice(file: Blob, from: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(from, from + length).arrayBuffer());
}

function damaged(why: string): IngestError {
  return new IngestError(
    `The workbook cannot be opened: ${why}. Get the file again, or open it in its program and save it anew.`,
  );
}
