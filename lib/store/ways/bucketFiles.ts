import type { EngineError, Outcome, SourcePart } from "../../engine/protocol.ts";
import { isGlob } from "../../ingest/many/globMatcher.ts";
import { isBesideData } from "../../ingest/many/isBesideData.ts";
import { bucketPath, pathBase } from "../../s3/bucketPath.ts";
import type { S3, S3Object } from "../../s3/s3.ts";
import type { SourceFiles } from "../engineLife.ts";

/** Objects that may have to be asked for their size and state at once. */
const askedAtOnce = 8;

export const stoppedAdding: EngineError = { code: "cancelled", message: "Stopped. Nothing was added." };

export interface BucketFiles extends SourceFiles {
  sizeBytes: number;
}

interface Place {
  s3: Pick<S3, "expand" | "file">;
  notebookId: string;
  /** The connection's name. */
  connection: string;
  signal: AbortSignal;
}

/** The files that a location in a bucket comes to: one for a key, all that match for a pattern. */
export async function bucketFiles(place: Place, location: string): Promise<Outcome<BucketFiles>> {
  const found = await place.s3.expand(place.notebookId, location, place.signal);
  if (!found.ok) return found;
  return objectFiles(place, location, found.value);
}

/** Objects as the files of one source; what only lies beside data is left out where a pattern took it in. */
export async function objectFiles(
  place: Place,
  location: string,
  objects: readonly S3Object[],
): Promise<Outcome<BucketFiles>> {
  const { key: pattern } = bucketPath(location);
  const isMany = isGlob(pattern);
  const base = pathBase(pattern);
  const path = (key: string) => key.slice(base.length);
  // A key that ends in "/" is how some tools keep an empty folder.
  const wanted = objects.filter(
    ({ key }) => !key.endsWith("/") && (!isMany || !isBesideData(`${base || "/"}${path(key)}`)),
  );
  if (wanted.length === 0) return { ok: false, error: nothingThere(location, objects.length) };
  const parts: SourcePart[] = [];
  for (let at = 0; at < wanted.length; at += askedAtOnce) {
    if (place.signal.aborted) return { ok: false, error: stoppedAdding };
    const files = await Promise.all(
      wanted.slice(at, at + askedAtOnce).map(async (object) => ({
        object,
        file: await place.s3.file(place.notebookId, place.connection, object),
      })),
    );
    for (const { object, file } of files) {
      if (!file.ok) return file;
      parts.push({ path: path(object.key), file: file.value });
    }
  }
  const [first] = parts;
  if (place.signal.aborted || !first) return { ok: false, error: stoppedAdding };
  const sizeBytes = parts.reduce((sum, { file }) => sum + file.size, 0);
  return { ok: true, value: { file: first.file, sizeBytes, ...(isMany && { parts }) } };
}

function nothingThere(location: string, found: number): EngineError {
  if (found > 0)
    return {
      code: "file",
      message: `${location} holds no data files, only what lies beside them.`,
      hint: "Name the files themselves.",
    };
  return {
    code: "file",
    message: `There is no object at ${location}.`,
    hint: "Capitals count in keys. Look in the bucket: Add data, S3.",
  };
}
