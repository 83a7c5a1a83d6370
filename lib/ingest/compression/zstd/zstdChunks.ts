import { IngestError } from "../../types.ts";
import { ByteSource } from "../byteSource.ts";
import { isSkippable, skipFrame } from "../skippableFrame.ts";
import { XxHash64 } from "../xxHash64.ts";
import { ZstdDamage } from "./zstdDamage.ts";
import { largestBlock, ZstdFrame } from "./zstdFrame.ts";
import { readZstdHeader, type ZstdHeader } from "./zstdHeader.ts";

/** What the zstd tools take without being told to take more. */
const largestWindow = 1 << 27;
/** Blocks are looked at this far ahead, so that a short frame does not get the memory of a long one. */
const aheadBytes = 1 << 20;

/** The content of a Zstandard file of any number of frames; fails with an IngestError where it ends early or is damaged. */
export async function* zstdChunks(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = new ByteSource(stream);
  const state = { given: 0 };
  try {
    for (;;) {
      const magic = await source.peek(4);
      if (magic.length === 0) return;
      if (isSkippable(magic)) {
        if (!(await skipFrame(source))) throw endsEarly(state.given);
        continue;
      }
      for await (const chunk of frameChunks(source, state.given)) {
        state.given += chunk.length;
        yield chunk;
      }
    }
  } finally {
    await source.close();
  }
}

async function* frameChunks(source: ByteSource, before: number): AsyncGenerator<Uint8Array> {
  const header = await readZstdHeader(source);
  if (header === "ends") throw endsEarly(before);
  if (header === "not zstd") throw damaged(before);
  if (header.dictionary !== 0) {
    throw new IngestError(
      `The zstd data needs the dictionary ${header.dictionary}, which is not in it; decompress it with that dictionary first.`,
    );
  }
  const hash = header.hasChecksum ? new XxHash64() : null;
  let given = 0;
  const { blocks, window } = await blocksAhead(source, header, before);
  const frame = new ZstdFrame(window);
  for (let isLast = false; !isLast; ) {
    const block = blocks.shift() ?? (await nextBlock(source, before + given));
    isLast = block.isLast;
    const chunk = decoded(frame, block, before + given);
    given += chunk.length;
    if (header.contentBytes !== null && given > header.contentBytes) throw damaged(before + given);
    hash?.update(chunk);
    if (chunk.length > 0) yield chunk.slice();
  }
  if (header.contentBytes !== null && given !== header.contentBytes) throw damaged(before + given);
  if (!hash) return;
  const sum = await source.take(4);
  if (sum.length < 4) throw endsEarly(before + given);
  const stated = new DataView(sum.buffer, sum.byteOffset).getUint32(0, true);
  if (stated !== Number(hash.digest() & 0xffffffffn)) throw damaged(before + given);
}

interface Block {
  kind: number;
  /** What comes out, where that is not told by the bytes. */
  size: number;
  bytes: Uint8Array;
  isLast: boolean;
}

function decoded(frame: ZstdFrame, { kind, bytes, size }: Block, given: number): Uint8Array {
  try {
    return frame.block(kind, bytes, size);
  } catch (problem) {
    throw problem instanceof ZstdDamage ? damaged(given) : problem;
  }
}

/** The first blocks, and the window that the frame really needs: as much as it states, or as its blocks can fill. */
async function blocksAhead(source: ByteSource, header: ZstdHeader, before: number) {
  const blocks: Block[] = [];
  let isWhole = false;
  for (let held = 0; !isWhole && held < aheadBytes; ) {
    const block = await nextBlock(source, before);
    blocks.push(block);
    held += block.bytes.length + 64;
    isWhole = block.isLast;
  }
  const possible = isWhole ? blocks.length * largestBlock : Number.POSITIVE_INFINITY;
  const window = Math.min(header.window, header.contentBytes ?? header.window, possible);
  if (window > largestWindow) {
    throw new IngestError(
      `The zstd data wants ${Math.ceil(window / 2 ** 20)} MiB of memory at once (--long), more than the 128 MiB that are ` +
        "allowed; compress it again without --long.",
    );
  }
  return { blocks, window };
}

async function nextBlock(source: ByteSource, given: number): Promise<Block> {
  const [a = 0, b = 0, c] = await source.take(3);
  if (c === undefined) throw endsEarly(given);
  const head = a | (b << 8) | (c << 16);
  const kind = (head >> 1) & 3;
  const size = head >> 3;
  if (kind === 3 || size > largestBlock) throw damaged(given);
  // A run of one byte is stored as that byte.
  const length = kind === 1 ? 1 : size;
  const bytes = await source.take(length);
  if (bytes.length < length) throw endsEarly(given);
  return { kind, size, bytes: bytes.slice(), isLast: (head & 1) === 1 };
}

function endsEarly(given: number): IngestError {
  return new IngestError(
    `The zstd data ends early after ${given} bytes of content; get the whole file again.`,
  );
}

function damaged(given: number): IngestError {
  return new IngestError(
    `The zstd data is damaged near byte ${given} of its content; get the file again ("zstd -t" checks a file).`,
  );
}
