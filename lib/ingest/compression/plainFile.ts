import { IngestError } from "../types.ts";
import { collectBlob } from "./collectBlob.ts";
import { detectCodec } from "./detectCodec.ts";
import { sizeText } from "./inflateLimits.ts";
import { type OpenOptions, openStream } from "./openStream.ts";

/** What is held at most; beyond it the file must be decompressed outside. */
const mostBytes = 2 ** 31;

/**
 * A file that readers take as it is: decompressed where it is in zstd, LZ4 or bzip2, otherwise the file itself
 * (gzip too, which readers inflate on the way). `codec` is what was undone. Throws an IngestError for other compressions.
 */
export async function plainFile(
  file: File,
  options: OpenOptions = {},
): Promise<{ file: File; codec: string | null }> {
  const detected = detectCodec(new Uint8Array(await file.slice(0, 18).arrayBuffer()));
  if (detected.codec === null) throw new IngestError(detected.problem);
  const { codec } = detected;
  if (codec === "none" || codec === "gzip") return { file, codec: null };
  const content = await collectBlob(upTo(openStream(file, codec, options), file.name));
  const name = file.name.replace(/\.(zst|zstd|lz4|bz2|bzip2)$/i, "");
  return { file: new File([content], name), codec };
}

async function* upTo(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let given = 0;
  for await (const chunk of chunks) {
    given += chunk.length;
    if (given > mostBytes) {
      throw new IngestError(
        `${name} is more than ${sizeText(mostBytes)} when decompressed; compress it with gzip, which is read as it comes, ` +
          "or add the plain file.",
      );
    }
    yield chunk;
  }
}
