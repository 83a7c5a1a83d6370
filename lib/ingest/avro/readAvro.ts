import type { Forms } from "../columnar/conversion.ts";
import { isGzip } from "../detectFormat.ts";
import { gunzip } from "../gunzip.ts";
import { type BatchSink, IngestError, type ReadProgress, type ReadReport } from "../types.ts";
import { AvroPass } from "./AvroPass.ts";
import { readAvroHeader } from "./avroHeader.ts";

/**
 * Reads an Avro object container file, block by block. The rows of a damaged block are rejected and reading goes on
 * behind the next mark; where a block does not tell how many rows it has, the notes say where it is.
 * A file inside gzip is inflated as a whole first. Throws an IngestError where the file cannot be read.
 */
export async function readAvro(
  given: Blob,
  sink: BatchSink,
  onProgress: ReadProgress,
  signal: AbortSignal,
): Promise<ReadReport> {
  const start = new Uint8Array(await given.slice(0, 2).arrayBuffer());
  const file = isGzip(start) ? await new Response(gunzip(given)).blob() : given;
  const header = await readAvroHeader(file);
  const forms: Forms = new Map();
  for (let passes = 1; ; passes++) {
    const pass = new AvroPass(file, header, sink, forms, onProgress, signal);
    await pass.read().catch((problem: unknown) => {
      // What a buffer throws that no memory is left for.
      if (!(problem instanceof RangeError)) throw problem;
      throw new IngestError(
        `The Avro file cannot be read: the memory does not suffice (${problem.message}).`,
      );
    });
    if (!pass.isWidened) return pass.report();
    // Each pass has looked at every value, so that the next one fits; nested forms may need one more.
    if (passes > 4) throw new IngestError("No columns were found that hold all values of the Avro file.");
    if (pass.appended > 0) await sink.restart();
  }
}
