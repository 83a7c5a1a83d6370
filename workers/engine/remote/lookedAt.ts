import { detectArchive } from "../../../lib/ingest/archive/detectArchive.ts";
import { detectCodec } from "../../../lib/ingest/compression/detectCodec.ts";
import { detectBinary } from "../../../lib/ingest/detectFile.ts";
import { IngestError } from "../../../lib/ingest/types.ts";
import { RemoteFile } from "../../../lib/remote/RemoteFile.ts";
import { wholeFile } from "./wholeFile.ts";

/** A file up to this size is fetched whole to be looked into: its load needs it anyway, or takes no longer. */
const wholeBytes = 16 << 20;

/**
 * A file as it can be looked into: itself where it is here, or where ranges of it tell enough; a small one fetched whole.
 * Throws an IngestError for a large one of which only the whole would tell.
 */
export async function lookedAt(file: File): Promise<File> {
  if (!(file instanceof RemoteFile)) return file;
  if (file.size <= wholeBytes)
    return wholeFile(file, { signal: new AbortController().signal, onProgress: () => undefined });
  if (await needsWhole(file)) {
    throw new IngestError(
      `${file.name} has ${(file.size / 1e6).toFixed(0)} MB and can only be looked into once all of it is fetched; load it to see what is in it.`,
    );
  }
  return file;
}

async function needsWhole(file: RemoteFile): Promise<boolean> {
  const { codec } = detectCodec(await file.read(0, 18));
  if (codec !== "none" && codec !== "gzip") return codec !== null;
  if ((await detectArchive(file))?.archive === "tar") return true;
  return codec === "none" && (await detectBinary(file))?.format === "duckdb";
}
