import type { Outcome } from "../engine/protocol.ts";
import { mostBytes } from "../remote/remoteFiles.ts";
import { askS3, plainOutcome, type S3Outcome, type S3Way } from "./askS3.ts";
import type { S3Object } from "./s3.ts";

/** One range: large enough that the way there and back does not count, small enough to be asked for again. */
const rangeBytes = 8 << 20;
const atOnce = 4;
/** A range that breaks off is resumed by the service worker; where that gave up, it is asked for again as a whole. */
const mostAttempts = 3;

const stopped: S3Outcome<never> = {
  ok: false,
  error: { code: "cancelled", message: "Stopped. Nothing was added.", s3Code: "" },
};

/**
 * Fetches an object whole, by ranges at once, into a File of the browser's own keeping. An object that is changed
 * meanwhile is an error.
 */
export async function fetchObject(
  way: S3Way,
  object: S3Object,
  watch: { onProgress(doneBytes: number, totalBytes: number): void; signal: AbortSignal },
  bytesOfRange = rangeBytes,
): Promise<Outcome<File>> {
  const { key, sizeBytes, modifiedMs } = object;
  const name = key.split("/").at(-1) ?? key;
  const file = (parts: Blob[]) => new File(parts, name, { lastModified: modifiedMs });
  if (sizeBytes > mostBytes)
    return {
      ok: false,
      error: {
        code: "file",
        message: `${name} has more than ${mostBytes / 1e9} GB, which is too large to be fetched.`,
        hint: "Read it in place, or download it and add it from disk.",
      },
    };
  if (sizeBytes === 0) return { ok: true, value: file([]) };
  const parts: Blob[] = [];
  const own = new AbortController();
  const signal = AbortSignal.any([watch.signal, own.signal]);
  let doneBytes = 0;
  let next = 0;
  let failure: S3Outcome<never> | null = null;
  watch.onProgress(0, sizeBytes);

  const work = async () => {
    while (failure === null && next * bytesOfRange < sizeBytes) {
      const index = next++;
      const from = index * bytesOfRange;
      const to = Math.min(sizeBytes, from + bytesOfRange) - 1;
      const part = await fetchRange(way, object, from, to, signal, (bytes) => {
        doneBytes += bytes;
        watch.onProgress(doneBytes, sizeBytes);
      });
      if (part.ok) parts[index] = part.value;
      else {
        failure ??= part;
        own.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (watch.signal.aborted) return plainOutcome(stopped);
  return failure === null ? { ok: true, value: file(parts) } : plainOutcome(failure);
}

/** One range as a Blob, which grows in the browser's storage and not in this page's memory. */
async function fetchRange(
  way: S3Way,
  { key, etag }: S3Object,
  from: number,
  to: number,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<S3Outcome<Blob>> {
  for (let attempt = 1; ; attempt += 1) {
    const headers = { range: `bytes=${from}-${to}` };
    const asked = await askS3(way, { kind: "object", key }, { headers, signal });
    if (!asked.ok) return asked;
    const now = asked.value.headers.get("etag");
    if (etag !== null && now !== null && now !== etag) {
      void asked.value.body?.cancel();
      return broken(`${key} was changed in its bucket while it was fetched.`, "Load it again.");
    }
    let seen = 0;
    try {
      const counter = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          seen += chunk.byteLength;
          onBytes(chunk.byteLength);
          controller.enqueue(chunk);
        },
      });
      const blob = await new Response(asked.value.body?.pipeThrough(counter)).blob();
      if (blob.size === to - from + 1) return { ok: true, value: blob };
      onBytes(-seen);
      if (asked.value.status === 200 && blob.size > to - from + 1)
        return broken(
          `The store of ${key} does not give parts of objects.`,
          "The S3 doctor tries it step by step.",
        );
    } catch (thrown) {
      if (signal.aborted) return stopped;
      onBytes(-seen);
      if (!(thrown instanceof Error)) throw thrown;
    }
    if (attempt === mostAttempts)
      return broken(
        `${key} broke off at byte ${from.toLocaleString("en")}, again and again.`,
        "Try again later.",
      );
  }
}

function broken(message: string, hint: string): S3Outcome<never> {
  return { ok: false, error: { code: "file", message, hint, s3Code: "" } };
}
