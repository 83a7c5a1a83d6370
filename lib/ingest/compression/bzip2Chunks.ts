import { IngestError } from "../types.ts";
import { BitReader, OutOfBits } from "./bitReader.ts";
import { ByteSource } from "./byteSource.ts";
import { BadBzip2, readBzip2Block } from "./bzip2Block.ts";
import { bzip2Text } from "./bzip2Text.ts";

/** More than the largest block takes: 900,000 symbols of at most 20 bits, and its tables. */
const longestBlockBytes = 2_400_000;

/** The content of a bzip2 file of one stream or several; fails with an IngestError where it ends early or is damaged. */
export async function* bzip2Chunks(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = new ByteSource(stream);
  const state = { given: 0 };
  try {
    while ((await source.peek(1)).length > 0) yield* streamChunks(source, state);
  } catch (problem) {
    if (problem instanceof OutOfBits) {
      throw new IngestError(
        `The bzip2 data ends early after ${state.given} bytes of content; get the whole file again.`,
      );
    }
    if (!(problem instanceof BadBzip2)) throw problem;
    throw new IngestError(
      `The bzip2 data is damaged near byte ${state.given} of its content (${problem.message}); get the file again ` +
        '("bzip2 -t" checks a file).',
    );
  } finally {
    await source.close();
  }
}

async function* streamChunks(source: ByteSource, state: { given: number }): AsyncGenerator<Uint8Array> {
  const head = await source.take(4);
  const level = (head[3] ?? 0x30) - 0x30;
  if (head.length < 4) throw new OutOfBits();
  if (head[0] !== 0x42 || head[1] !== 0x5a || head[2] !== 0x68 || level < 1 || level > 9) {
    throw new BadBzip2("no stream begins where one should");
  }
  let bit = 0;
  let sums = 0;
  for (;;) {
    const bits = new BitReader(await source.peek(longestBlockBytes), bit);
    const magic = bits.read(24) * 2 ** 24 + bits.read(24);
    const sum = (bits.read(16) * 65_536 + bits.read(16)) >>> 0;
    if (magic === 0x177245385090) {
      if (sum !== sums) throw new BadBzip2("the check sum of all blocks is another");
      await source.take(Math.ceil(bits.position / 8));
      return;
    }
    if (magic !== 0x314159265359) throw new BadBzip2("no block begins where one should");
    const block = readBzip2Block(bits, level * 100_000);
    await source.take(bits.position >>> 3);
    bit = bits.position & 7;
    for (const chunk of bzip2Text(block, sum)) {
      state.given += chunk.length;
      yield chunk;
    }
    sums = (((sums << 1) | (sums >>> 31)) ^ sum) >>> 0;
  }
}
