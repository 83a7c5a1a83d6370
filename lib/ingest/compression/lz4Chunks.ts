import { IngestError } from "../types.ts";
import { ByteSource } from "./byteSource.ts";
import { decodeLz4Block } from "./lz4Block.ts";
import { isSkippable, skipFrame } from "./skippableFrame.ts";
import { XxHash32 } from "./xxHash32.ts";

/** Blocks may refer back this far into the blocks before them. */
const historyBytes = 1 << 16;

/** The content of an LZ4 file of any number of frames; fails with an IngestError where it ends early or is damaged. */
export async function* lz4Chunks(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = new ByteSource(stream);
  let given = 0;
  try {
    for (;;) {
      const magic = await source.peek(4);
      if (magic.length === 0) return;
      if (isSkippable(magic)) {
        if (!(await skipFrame(source))) throw endsEarly(given);
        continue;
      }
      for await (const chunk of frameChunks(source, given)) {
        given += chunk.length;
        yield chunk;
      }
    }
  } finally {
    await source.close();
  }
}

interface Lz4Header {
  blockBytes: number;
  contentBytes: number | null;
  hasBlockSums: boolean;
  hasContentSum: boolean;
}

async function* frameChunks(source: ByteSource, before: number): AsyncGenerator<Uint8Array> {
  const header = await readHeader(source, before);
  const held = new Uint8Array(historyBytes + header.blockBytes);
  const hash = header.hasContentSum ? new XxHash32() : null;
  let history = 0;
  let given = 0;
  for (;;) {
    const head = await number(source, before + given);
    if (head === 0) break;
    const size = head & 0x7fffffff;
    if (size > header.blockBytes) throw damaged(before + given);
    const block = (await exactly(source, size, before + given)).slice();
    if (header.hasBlockSums && (await number(source, before + given)) !== sumOf(block))
      throw damaged(before + given);
    const end = head >>> 31 ? plain(block, held, history) : decodeLz4Block(block, held, history);
    if (end === null) throw damaged(before + given);
    const chunk = held.slice(history, end);
    // What lies before stays within reach of the next block, whether the frame's blocks refer to it or not.
    const kept = Math.min(end, historyBytes);
    held.copyWithin(0, end - kept, end);
    history = kept;
    given += chunk.length;
    hash?.update(chunk);
    if (chunk.length > 0) yield chunk;
  }
  if (hash && (await number(source, before + given)) !== hash.digest()) throw damaged(before + given);
  if (header.contentBytes !== null && header.contentBytes !== given) throw damaged(before + given);
}

async function readHeader(source: ByteSource, given: number): Promise<Lz4Header> {
  if ((await number(source, given)) !== 0x184d2204) throw damaged(given);
  const flags = (await exactly(source, 2, given)).slice();
  const [flag = 0, block = 0] = flags;
  if (flag >> 6 !== 1 || flag & 2 || block >> 4 < 4) throw damaged(given);
  const hasSize = (flag & 8) !== 0;
  const hasDictionary = (flag & 1) !== 0;
  const rest = (await exactly(source, (hasSize ? 8 : 0) + (hasDictionary ? 4 : 0), given)).slice();
  const [sum] = await exactly(source, 1, given);
  const hash = new XxHash32();
  hash.update(flags);
  hash.update(rest);
  if (sum !== ((hash.digest() >>> 8) & 255)) throw damaged(given);
  if (hasDictionary) {
    throw new IngestError(
      "The LZ4 data needs a dictionary, which is not in it; decompress it with that dictionary first.",
    );
  }
  return {
    blockBytes: 2 ** (8 + 2 * (block >> 4)),
    contentBytes: hasSize ? Number(new DataView(rest.buffer).getBigUint64(0, true)) : null,
    hasBlockSums: (flag & 16) !== 0,
    hasContentSum: (flag & 4) !== 0,
  };
}

function plain(block: Uint8Array, held: Uint8Array, at: number): number {
  held.set(block, at);
  return at + block.length;
}

function sumOf(bytes: Uint8Array): number {
  const hash = new XxHash32();
  hash.update(bytes);
  return hash.digest();
}

async function number(source: ByteSource, given: number): Promise<number> {
  const bytes = await exactly(source, 4, given);
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

async function exactly(source: ByteSource, count: number, given: number): Promise<Uint8Array> {
  const bytes = await source.take(count);
  if (bytes.length === count) return bytes;
  throw endsEarly(given);
}

function endsEarly(given: number): IngestError {
  return new IngestError(
    `The LZ4 data ends early after ${given} bytes of content; get the whole file again.`,
  );
}

function damaged(given: number): IngestError {
  return new IngestError(
    `The LZ4 data is damaged near byte ${given} of its content; get the file again ("lz4 -t" checks a file).`,
  );
}
