import { Gunzip } from "fflate";
import { besideReader } from "./besideReader.ts";
import { type InflateLimits, withinLimits } from "./compression/inflateLimits.ts";
import { streamOf } from "./compression/streamOf.ts";
import { crc32 } from "./crc32.ts";
import { fileChunks, pieceStream } from "./fileChunks.ts";
import { IngestError } from "./types.ts";

export interface GunzipOptions {
  /** Bytes of the compressed file read so far. */
  onBytes?: (bytesDone: number) => void;
  limits?: InflateLimits;
  /** The platform's own inflater; for tests. */
  inflater?: () => ReadableWritablePair<Uint8Array, Uint8Array<ArrayBuffer>>;
}

/** Below it a thread of its own is not worth the way. */
const besideBytes = 1 << 20;

/**
 * The inflated bytes of a gzip file of one member or several.
 * The stream fails with an IngestError where the data ends early, is damaged, or is a bomb.
 */
export function gunzip(file: Blob, options: GunzipOptions = {}): ReadableStream<Uint8Array> {
  return streamOf(withinLimits(inflated(file, options), file.size, "The gzip data", options.limits));
}

/** As many of the first inflated bytes as the first compressed ones give; [] where they are not gzip. */
export function inflateHead(head: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  try {
    new Gunzip((chunk) => parts.push(chunk)).push(head, false);
  } catch {
    // What came out before the damage is all that a first look needs; reading the file tells of it.
    parts.length = Math.min(parts.length, 64);
  }
  return joined(parts);
}

async function* inflated(file: Blob, options: GunzipOptions): AsyncGenerator<Uint8Array> {
  let given = 0;
  try {
    const reader = firstMember(file, options).getReader();
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        given += part.value.length;
        yield part.value;
      }
    } finally {
      // Left early or failed: the file need not be read any further.
      await reader.cancel().catch(() => undefined);
    }
    return;
  } catch {
    // Browsers take a second member for junk after the end. What stopped them is found out below.
  }
  yield* inflatedByMember(file, given, options.onBytes);
}

/** The platform's own inflating, which ends after one member; in a thread beside this one where there is one. */
function firstMember(file: Blob, { inflater, onBytes }: GunzipOptions): ReadableStream<Uint8Array> {
  const beside = !inflater && file.size > besideBytes ? besideReader(file) : null;
  if (beside) return pieceStream(beside.open(file, { pieceBytes: 4 << 20, inflates: true }), onBytes);
  const make = inflater ?? (() => new DecompressionStream("gzip"));
  return fileChunks(file, { chunkBytes: 1 << 20, onBytes }).pipeThrough(make());
}

/** Inflates all members in plain JavaScript, checks each, and leaves out the first `skip` bytes. */
async function* inflatedByMember(
  file: Blob,
  skip: number,
  onBytes: GunzipOptions["onBytes"],
): AsyncGenerator<Uint8Array> {
  let out: Uint8Array[] = [];
  let tail = new Uint8Array(0);
  let tailStart = 0;
  let crc = 0;
  let memberBytes = 0;
  let total = 0;
  const isWhole = (end: number) => {
    const at = end - 8 - tailStart;
    if (at < 0 || at + 8 > tail.length) return false;
    const view = new DataView(tail.buffer, at);
    return view.getUint32(0, true) === crc && view.getUint32(4, true) === memberBytes;
  };
  const damaged = () =>
    new IngestError(
      `The gzip data is damaged near byte ${total} of its content; get the file again ("gzip -t" checks a file).`,
    );
  const inflater = new Gunzip((chunk) => {
    crc = crc32(chunk, crc);
    memberBytes = (memberBytes + chunk.length) % 2 ** 32;
    total += chunk.length;
    const from = Math.max(0, chunk.length - Math.max(0, total - skip));
    if (from < chunk.length) out.push(chunk.slice(from));
  });
  inflater.onmember = (start) => {
    if (!isWhole(start)) throw damaged();
    crc = 0;
    memberBytes = 0;
  };
  const padding = await paddingBytes(file);
  const end = file.size - padding;
  const reader = fileChunks(file.slice(0, end), { chunkBytes: 1 << 14, onBytes }).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    // A member is known to have begun only once its header is whole, which may be chunks after the sum before it.
    const kept = tail.subarray(Math.max(0, tail.length - (1 << 12)));
    tailStart += tail.length - kept.length;
    tail = joined([kept, part.value]);
    try {
      inflater.push(part.value, false);
    } catch (problem) {
      yield* out;
      throw problem instanceof IngestError ? problem : damaged();
    }
    yield* out;
    out = [];
  }
  if (padding > 0) tail = joined([tail, new Uint8Array(9)]);
  // Where there is padding, the zeros that end the last check sum and length are among it.
  const ends = Array.from({ length: padding > 0 ? 10 : 1 }, (_, more) => end + more);
  if (!ends.some(isWhole)) {
    throw new IngestError(
      `The gzip data ends early after ${total} bytes of content; get the whole file again.`,
    );
  }
}

/** How many zeros follow the data: padding, as tapes and block devices leave it; 0 where there are few. */
async function paddingBytes(file: Blob): Promise<number> {
  const last = new Uint8Array(await file.slice(Math.max(0, file.size - 65_536)).arrayBuffer());
  let zeros = 0;
  while (zeros < last.length && last[last.length - 1 - zeros] === 0) zeros++;
  // Up to 9 may belong to the last member; one is left to it in any case, for the end of its data.
  return zeros > 9 ? zeros - 1 : 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
