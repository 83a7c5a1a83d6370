import { crc32 } from "../crc32.ts";
import { IngestError } from "../types.ts";
import type { ArchiveListing, Member } from "./member.ts";
import { kindOfName, memberName } from "./memberName.ts";
import { findZipEnd } from "./zipEnd.ts";
import { codecOfMethod, zipProblem } from "./zipMethods.ts";
import { zipText } from "./zipText.ts";

const entryBytes = 46;
const localHeaderBytes = 30;
/** A directory of some million entries; more is not a collection of tables. */
const longestDirectory = 256 << 20;

interface ZipEntry {
  member: Member;
  /** Where it ends at the least: its local header may hold more than the directory tells. */
  end: number;
}

/** Lists a zip file by its directory, without reading any content. Throws an IngestError where there is no directory. */
export async function listZip(file: Blob): Promise<ArchiveListing> {
  const end = await findZipEnd(file);
  if (end.directoryBytes > longestDirectory) {
    throw new IngestError(
      `The zip archive's directory alone takes ${end.directoryBytes} bytes; unpack it and add the files that you need.`,
    );
  }
  const directory = new Uint8Array(
    await file.slice(end.directoryAt, end.directoryAt + end.directoryBytes).arrayBuffer(),
  );
  const found: ZipEntry[] = [];
  let at = 0;
  while (at < directory.length) {
    const entry = readEntry(directory, at, end.shift, end.directoryAt);
    if (!entry) break;
    found.push(entry);
    at = entry.next;
  }
  const overlapping = overlaps(found);
  const members = found.map(({ member }) =>
    overlapping.has(member) ? { ...member, problem: overlapProblem } : member,
  );
  const isWhole = found.length === end.entries || found.length % 65_536 === end.entries;
  return {
    archive: "zip",
    codec: "none",
    members,
    problem: isWhole
      ? null
      : `The zip archive's directory is damaged: it states ${end.entries} members and ${found.length} could be read; ` +
        "get the file again.",
  };
}

const overlapProblem =
  "its bytes overlap those of another member, as in a decompression bomb; unpack the archive outside if you trust it";

function readEntry(directory: Uint8Array, at: number, shift: number, directoryAt: number) {
  if (at + entryBytes > directory.length) return null;
  const view = new DataView(directory.buffer, directory.byteOffset + at);
  if (view.getUint32(0, true) !== 0x02014b50) return null;
  const flags = view.getUint16(8, true);
  const method = view.getUint16(10, true);
  const crc = view.getUint32(16, true);
  const nameBytes = view.getUint16(28, true);
  const extraBytes = view.getUint16(30, true);
  const next = at + entryBytes + nameBytes + extraBytes + view.getUint16(32, true);
  if (next > directory.length) return null;
  const name = directory.subarray(at + entryBytes, at + entryBytes + nameBytes);
  const extra = directory.subarray(at + entryBytes + nameBytes, at + entryBytes + nameBytes + extraBytes);
  const fields = extraFields(extra);
  const stated = {
    size: view.getUint32(24, true),
    packedBytes: view.getUint32(20, true),
    headerAt: view.getUint32(42, true),
  };
  const { size, packedBytes, headerAt } = widened(stated, fields.get(1));
  const raw = unicodeName(fields.get(0x7075), name) ?? zipText(name, (flags & 0x800) !== 0);
  const isLink = view.getUint8(5) === 3 && view.getUint32(38, true) >>> 28 === 0xa;
  const from = headerAt + shift;
  const end = from + localHeaderBytes + nameBytes + packedBytes;
  const outside =
    from < 0 || end > directoryAt
      ? "its place lies outside the archive, which is cut short or damaged"
      : null;
  const member: Member = {
    name: memberName(raw),
    kind: isLink ? "link" : kindOfName(raw),
    size,
    packedBytes,
    codec: codecOfMethod(method),
    problem: outside ?? zipProblem(method, flags, size, packedBytes),
    place: { archive: "zip", headerAt: from, method, crc },
  };
  return { member, end, next };
}

/** Sizes and place from the zip64 field, which holds just those that the entry marks as too large for itself. */
function widened<T extends { size: number; packedBytes: number; headerAt: number }>(
  stated: T,
  field?: Uint8Array,
): T {
  if (!field) return stated;
  const view = new DataView(field.buffer, field.byteOffset, field.byteLength);
  const wide = { ...stated };
  let at = 0;
  for (const key of ["size", "packedBytes", "headerAt"] as const) {
    if (stated[key] !== 0xffffffff || at + 8 > field.length) continue;
    wide[key] = Number(view.getBigUint64(at, true));
    at += 8;
  }
  return wide;
}

function extraFields(extra: Uint8Array): Map<number, Uint8Array> {
  const fields = new Map<number, Uint8Array>();
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = (extra[at] ?? 0) | ((extra[at + 1] ?? 0) << 8);
    const size = (extra[at + 2] ?? 0) | ((extra[at + 3] ?? 0) << 8);
    fields.set(id, extra.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return fields;
}

/** The name in UTF-8 that Info-ZIP writes beside one in another code page, if it still belongs to that name. */
function unicodeName(field: Uint8Array | undefined, name: Uint8Array): string | null {
  if (!field || field.length < 5 || field[0] !== 1) return null;
  const view = new DataView(field.buffer, field.byteOffset);
  return view.getUint32(1, true) === crc32(name) ? new TextDecoder().decode(field.subarray(5)) : null;
}

/** Members that share bytes with one that begins before them, and those that they share them with. */
function overlaps(entries: readonly ZipEntry[]): Set<Member> {
  const found = new Set<Member>();
  const start = ({ member }: ZipEntry) => (member.place.archive === "zip" ? member.place.headerAt : 0);
  const sorted = [...entries].sort((a, b) => start(a) - start(b));
  let reach: ZipEntry | null = null;
  for (const entry of sorted) {
    if (reach && start(entry) < reach.end) found.add(entry.member).add(reach.member);
    if (!reach || entry.end > reach.end) reach = entry;
  }
  return found;
}
