import type { Codec } from "../compression/detectCodec.ts";
import { IngestError } from "../types.ts";
import type { Member, MemberKind } from "./member.ts";
import { kindOfName, memberName } from "./memberName.ts";
import { paxRecords } from "./paxRecords.ts";
import { isZeroBlock, type TarHeader, tarBlock, tarHeader, tarText } from "./tarHeader.ts";
import type { TarSource } from "./tarSource.ts";

/** Long names and pax records; what is longer is damage or an attack on memory. */
const longestExtra = 1 << 20;

const restBytes = 1 << 16;
const mostMembers = 1_000_000;

/** A member on the way through an archive. Its content is next in the source: take all, some or none of it. */
export interface TarStep {
  member: Member;
  /** How many bytes of content are there to take. */
  size: number;
}

/** Why an archive could not be walked to its end; members before it are whole. */
export class TarBreak extends IngestError {
  override name = "IngestError";
}

/** Goes through the members of a tar archive: ustar, pax, GNU long names. Throws TarBreak where it ends early or is damaged. */
export async function* walkTar(source: TarSource, codec: Codec): AsyncGenerator<TarStep> {
  let extra: { name?: string; size?: number; isSparse?: boolean } = {};
  for (let count = 0; ; ) {
    const headerAt = source.at;
    const block = (await source.take(tarBlock)).slice();
    if (block.length === 0) {
      throw new TarBreak(`The tar archive has no end mark after ${count} members; it may be cut short.`);
    }
    if (block.length < tarBlock) throw cutShort(headerAt, count);
    if (isZeroBlock(block)) return endOfArchive(source, count);
    const header = tarHeader(block);
    if (!header) {
      throw new TarBreak(
        `The tar archive is damaged at byte ${headerAt}, after ${count} members: what follows cannot be found; get it again.`,
      );
    }
    const next = source.at + padded(header.size);
    if ("xgLKN".includes(header.type)) {
      extra = { ...extra, ...(await readExtra(source, header, headerAt, count)) };
    } else {
      if (++count > mostMembers) {
        throw new TarBreak(
          `The tar archive holds more than ${mostMembers} members; unpack it and add the files.`,
        );
      }
      const step = stepOf(header, extra, codec, source.at);
      extra = {};
      const end = step.size === header.size ? next : source.at + padded(step.size);
      yield step;
      const left = Math.max(0, end - source.at);
      // The padding of the last member may be missing where nothing else is.
      if ((await source.skip(left)) < left && source.at < end - padded(step.size) + step.size) {
        throw cutShort(source.at, count - 1, step.member.name);
      }
      continue;
    }
    const left = next - source.at;
    if ((await source.skip(left)) < left) throw cutShort(headerAt, count);
  }
}

/** After the end mark only zeros may follow; a second archive there would be lost in silence. */
async function endOfArchive(source: TarSource, count: number): Promise<void> {
  for (;;) {
    const at = source.at;
    const rest = await source.take(restBytes);
    if (rest.length === 0) return;
    if (isZeroBlock(rest)) continue;
    throw new TarBreak(
      `More follows the tar archive's end mark, after byte ${at}, and is not read: ${count} members stand before it. ` +
        "Are these two archives in one file? Then take them apart.",
    );
  }
}

function stepOf(
  header: TarHeader,
  extra: { name?: string; size?: number; isSparse?: boolean },
  codec: Codec,
  at: number,
): TarStep {
  const raw = extra.name ?? header.name;
  const kind = kindOf(header.type, raw);
  const hasContent = kind === "file" || kind === "litter" || kind === "other";
  const size = hasContent ? (extra.size ?? header.size) : 0;
  const isSparse = header.type === "S" || extra.isSparse === true;
  const member: Member = {
    name: memberName(raw),
    kind,
    size,
    packedBytes: size,
    codec: codec === "none" ? "stored" : codec,
    problem: isSparse ? "it is a sparse file; unpack the archive and add the file" : null,
    place: { archive: "tar", codec, at },
  };
  return { member, size };
}

function kindOf(type: string, name: string): MemberKind {
  if (type === "5") return "folder";
  if (type === "1" || type === "2") return "link";
  if (type === "0" || type === "7" || type === "S") return kindOfName(name);
  return "other";
}

/** What goes before a member and belongs to it: its long name, or pax records. */
async function readExtra(source: TarSource, header: TarHeader, headerAt: number, count: number) {
  if (header.size > longestExtra) {
    throw new TarBreak(
      `The tar archive is damaged at byte ${headerAt}: a name or note there would take ${header.size} bytes; get it again.`,
    );
  }
  // Of whole archives nothing matters here, and of links not where they lead.
  if (header.type === "g" || header.type === "K" || header.type === "N") return {};
  const bytes = (await source.take(header.size)).slice();
  if (bytes.length < header.size) throw cutShort(headerAt, count);
  if (header.type === "L") return { name: tarText(bytes) };
  const records = paxRecords(bytes);
  if (!records) {
    throw new TarBreak(
      `The tar archive is damaged at byte ${headerAt}: its notes cannot be read; get it again.`,
    );
  }
  const size = records.get("size");
  const name = records.get("path");
  return {
    ...(name === undefined ? {} : { name }),
    ...(size !== undefined && /^\d{1,15}$/.test(size) ? { size: Number(size) } : {}),
    ...([...records.keys()].some((key) => key.startsWith("GNU.sparse.")) ? { isSparse: true } : {}),
  };
}

function padded(size: number): number {
  return Math.ceil(size / tarBlock) * tarBlock;
}

function cutShort(at: number, whole: number, name?: string): TarBreak {
  const where = name === undefined ? "" : ` inside ${name}`;
  return new TarBreak(
    `The tar archive ends early at byte ${at}${where}; the ${whole} members before it are whole. Get the whole file again.`,
  );
}
