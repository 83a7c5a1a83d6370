import { IngestError } from "../../../lib/ingest/types.ts";
import { notAsWritten } from "../../../lib/writeOut/outStore.ts";
import type { OutFile } from "../../../lib/writeOut/plan.ts";
import { Sha256 } from "../../../lib/writeOut/sha256.ts";

/** Reads a file piece by piece; throws where its size or its SHA-256 is another. */
export async function checkFile(
  file: Blob,
  written: Pick<OutFile, "file" | "bytes" | "sha256">,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const hash = new Sha256();
  if (file.size !== written.bytes) throw new IngestError(notAsWritten(written.file));
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    hash.update(value);
    onBytes(value.byteLength);
  }
  if (hash.hex() !== written.sha256) throw new IngestError(notAsWritten(written.file));
}
