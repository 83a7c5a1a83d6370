import { IngestError } from "../ingest/types.ts";
import { askS3, type S3Outcome, type S3Way } from "./askS3.ts";
import { parseListing } from "./parseListing.ts";
import type { S3Page } from "./s3.ts";

/** Which part of a bucket is listed, and from where on. */
export interface ListRequest {
  readonly prefix: string;
  /** All keys below the prefix, not one level. */
  readonly isFlat?: boolean;
  readonly after?: string | null;
  readonly signal?: AbortSignal;
}

/** One page of a listing. What only marks a folder is no object. */
export async function listObjects(way: S3Way, request: ListRequest): Promise<S3Outcome<S3Page>> {
  const { prefix, isFlat = false, after = null, signal } = request;
  const asked = await askS3(way, { kind: "list", prefix, isFlat, after }, signal ? { signal } : {});
  if (!asked.ok) return asked;
  try {
    const { prefixes, objects, next } = parseListing(await asked.value.text());
    return { ok: true, value: { prefixes, next, objects: objects.filter(({ key }) => !key.endsWith("/")) } };
  } catch (thrown) {
    const isStopped = signal?.aborted === true;
    if (!isStopped && !(thrown instanceof Error)) throw thrown;
    const why = thrown instanceof IngestError ? ` ${thrown.message}` : "";
    const message = `What ${way.connection.bucket} answered could not be read as a listing.${why}`;
    const hint = "Look whether the endpoint is that of an S3 store.";
    return isStopped
      ? { ok: false, error: { code: "cancelled", message: "Stopped.", s3Code: "" } }
      : { ok: false, error: { code: "file", message, hint, s3Code: "" } };
  }
}
