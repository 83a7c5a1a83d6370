import { askS3, type S3Failure, type S3Outcome, type S3Way } from "../askS3.ts";
import { parseS3Error } from "../s3Error.ts";
import { mostParts } from "../s3Path.ts";
import { tryAgain } from "./tryAgain.ts";
import type { Piece, UploadOf } from "./uploadObject.ts";
import { base64 } from "./writtenBytes.ts";

const atOnce = 3;

interface Part {
  readonly etag: string;
  readonly checksum: string;
}

const failed = (message: string, hint: string, s3Code = ""): { ok: false; error: S3Failure } => ({
  ok: false,
  error: { code: "file", message, hint, s3Code },
});

/**
 * Writes an object in parts, some of them at once. Where anything fails or is stopped, the parts that are there are
 * taken away again.
 */
export async function uploadInParts(
  way: S3Way,
  upload: UploadOf,
  pieces: AsyncIterable<Piece>,
): Promise<S3Outcome<void>> {
  const { key, contentType, signal, wait, hasChecksums } = upload;
  const started = await askS3(
    way,
    { kind: "startUpload", key },
    {
      method: "POST",
      headers: {
        "content-type": contentType,
        ...(hasChecksums ? { "x-amz-checksum-algorithm": "SHA256" } : {}),
      },
      signal,
    },
  );
  if (!started.ok) return started;
  const uploadId = /<UploadId>([^<]+)<\/UploadId>/.exec(await started.value.text())?.[1];
  if (uploadId === undefined)
    return failed("The store did not say how to go on with the upload.", "Try again.");

  let outcome: S3Outcome<void>;
  try {
    const parts = await sendParts(way, upload, pieces, uploadId);
    outcome = parts.ok ? await complete(way, upload, uploadId, parts.value) : parts;
  } catch (thrown) {
    await tryAgain(() => abort(way, upload, uploadId), wait);
    throw thrown;
  }
  if (outcome.ok) return outcome;
  const left = await tryAgain(() => abort(way, upload, uploadId), wait);
  if (left.ok) return outcome;
  const hint = `Parts of it could not be removed (${left.error.message}); remove unfinished uploads in the store's console.`;
  return { ok: false, error: { ...outcome.error, hint } };
}

async function sendParts(
  way: S3Way,
  upload: UploadOf,
  pieces: AsyncIterable<Piece>,
  uploadId: string,
): Promise<S3Outcome<readonly Part[]>> {
  const { written, onProgress } = upload;
  const own = new AbortController();
  const signal = AbortSignal.any([upload.signal, own.signal]);
  const parts: Part[] = [];
  const underway = new Set<Promise<void>>();
  let failure: S3Outcome<never> | null = null;
  let doneBytes = 0;
  let count = 0;
  try {
    for await (const { bytes } of pieces) {
      if (failure || upload.signal.aborted) break;
      const partNumber = ++count;
      if (partNumber > mostParts) {
        failure = failed("The object has more parts than a store takes.", "Write it in several objects.");
        break;
      }
      const checksum = base64(await written.add(bytes));
      const sending = sendPart(way, { ...upload, signal }, uploadId, partNumber, bytes, checksum).then(
        (sent) => {
          underway.delete(sending);
          if (sent.ok) {
            parts[partNumber - 1] = { etag: sent.value, checksum };
            doneBytes += bytes.byteLength;
            onProgress(doneBytes);
          } else {
            failure ??= sent;
            own.abort();
          }
        },
      );
      underway.add(sending);
      if (underway.size >= atOnce) await Promise.race(underway);
    }
  } catch (thrown) {
    own.abort();
    throw thrown;
  } finally {
    // Parts still under way would arrive after the upload was taken back, and stay.
    if (failure || upload.signal.aborted) own.abort();
    await Promise.all(underway);
  }
  if (upload.signal.aborted)
    return { ok: false, error: { code: "cancelled", message: "Stopped. Nothing was written.", s3Code: "" } };
  return failure ?? { ok: true, value: parts };
}

async function sendPart(
  way: S3Way,
  { key, signal, wait, hasChecksums }: UploadOf,
  uploadId: string,
  partNumber: number,
  bytes: Uint8Array<ArrayBuffer>,
  checksum: string,
): Promise<S3Outcome<string>> {
  const headers: HeadersInit = hasChecksums ? { "x-amz-checksum-sha256": checksum } : {};
  return tryAgain(
    async () => {
      const sent = await askS3(
        way,
        { kind: "part", key, uploadId, partNumber },
        { method: "PUT", body: bytes, headers, signal },
      );
      if (!sent.ok) return sent;
      const etag = sent.value.headers.get("etag");
      if (etag !== null) return { ok: true, value: etag };
      const hint = "The bucket's CORS rules must expose ETag; the S3 doctor prints them.";
      return failed("The store's answer to a part of the upload cannot be read.", hint, "HiddenETag");
    },
    wait,
    signal,
  );
}

/** Makes the parts an object. From here on it is not stopped: whether it happened would not be known. */
async function complete(
  way: S3Way,
  { key, mayOverwrite, hasChecksums, wait, written }: UploadOf,
  uploadId: string,
  parts: readonly Part[],
): Promise<S3Outcome<void>> {
  const rows = parts.map(({ etag, checksum }, index) => {
    const sum = hasChecksums ? `<ChecksumSHA256>${checksum}</ChecksumSHA256>` : "";
    return `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag>${sum}</Part>`;
  });
  const body = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${rows.join("")}</CompleteMultipartUpload>`;
  let isConditional = !mayOverwrite;
  let tries = 0;
  return tryAgain(async () => {
    tries += 1;
    const headers: HeadersInit = {
      "content-type": "application/xml",
      ...(isConditional ? { "if-none-match": "*" } : {}),
    };
    const done = await askS3(way, { kind: "upload", key, uploadId }, { method: "POST", body, headers });
    if (done.ok) {
      // A store may fail after it has begun its answer.
      const { code } = parseS3Error(await done.value.text().catch(() => "<Error><Code>Cut</Code></Error>"));
      if (code === "") return { ok: true, value: undefined };
      return failed(`The store could not make an object of the parts (${code}).`, "Try again.", code);
    }
    // A store may not have conditions; that nothing was there was asked before.
    if (done.error.s3Code === "NotImplemented") isConditional = false;
    // An earlier try may have done it, and its answer was lost on the way.
    const mayBeDone =
      tries > 1 && ["NoSuchUpload", "PreconditionFailed", "404", "412"].includes(done.error.s3Code);
    return mayBeDone && (await isThere(way, key, written.size)) ? { ok: true, value: undefined } : done;
  }, wait);
}

async function isThere(way: S3Way, key: string, size: number): Promise<boolean> {
  const head = await askS3(way, { kind: "object", key }, { method: "HEAD" });
  return head.ok && Number(head.value.headers.get("content-length")) === size;
}

async function abort(way: S3Way, { key }: UploadOf, uploadId: string): Promise<S3Outcome<void>> {
  const aborted = await askS3(way, { kind: "upload", key, uploadId }, { method: "DELETE" });
  const isGone = aborted.ok || ["NoSuchUpload", "404"].includes(aborted.error.s3Code);
  return isGone ? { ok: true, value: undefined } : aborted;
}
