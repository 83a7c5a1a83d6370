import type { Outcome } from "../../engine/protocol.ts";
import { askS3, plainOutcome, type S3Failure, type S3Outcome, type S3Way } from "../askS3.ts";
import { givesChecksums } from "../endpoints.ts";
import { headObject } from "../headObject.ts";
import type { S3Upload, S3Written } from "../s3.ts";
import { cutStream } from "./cutStream.ts";
import { readBack } from "./readBack.ts";
import { tryAgain, type Wait } from "./tryAgain.ts";
import { uploadInParts } from "./uploadInParts.ts";
import { base64, WrittenBytes } from "./writtenBytes.ts";

export type Piece = { readonly bytes: Uint8Array<ArrayBuffer>; readonly isLast: boolean };

/** An upload under way. */
export interface UploadOf extends Omit<S3Upload, "connection" | "body"> {
  readonly written: WrittenBytes;
  readonly hasChecksums: boolean;
  readonly wait: Wait;
}

/** All parts are of one size, as some stores want it; above 80 GB there are too many of them. */
const partBytes = 8 << 20;

const isThereAlready = (way: S3Way, key: string): { ok: false; error: S3Failure } => ({
  ok: false,
  error: {
    code: "file",
    message: `There is already an object s3://${way.connection.bucket}/${key}.`,
    hint: "Choose another name, or allow it to be replaced.",
    s3Code: "PreconditionFailed",
  },
});

const stopped: S3Outcome<never> = {
  ok: false,
  error: { code: "cancelled", message: "Stopped. Nothing was written.", s3Code: "" },
};

/**
 * Writes an object from a stream: what fits one part at once, more in parts. What is then at the store is read back.
 * Where it fails or is stopped, nothing is left behind.
 */
export async function uploadObject(
  way: S3Way,
  request: Omit<S3Upload, "connection">,
  { wait, bytesOfPart = partBytes }: { wait: Wait; bytesOfPart?: number },
): Promise<Outcome<S3Written>> {
  const { body, ...rest } = request;
  const upload: UploadOf = {
    ...rest,
    written: new WrittenBytes(),
    hasChecksums: givesChecksums(way.connection.endpoint),
    wait,
  };
  const pieces = cutStream(body, bytesOfPart);
  try {
    return plainOutcome(await write(way, upload, pieces));
  } catch (thrown) {
    if (request.signal.aborted) return plainOutcome(stopped);
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const message = `What was to be written broke off: ${why}. Nothing was written.`;
    return { ok: false, error: { code: "file", message } };
  } finally {
    await pieces.return(undefined);
    if (!body.locked) await body.cancel().catch(() => undefined);
  }
}

async function write(
  way: S3Way,
  upload: UploadOf,
  pieces: AsyncGenerator<Piece>,
): Promise<S3Outcome<S3Written>> {
  const { key, mayOverwrite, signal, written } = upload;
  if (signal.aborted) return stopped;
  // Also for stores that do not know If-None-Match. Where HEAD is refused, the condition alone has to do.
  const before = await headObject(way, key, signal);
  const isAbsent = !before.ok && ["NoSuchKey", "404"].includes(before.error.s3Code);
  const isHidden = !before.ok && ["AccessDenied", "403"].includes(before.error.s3Code);
  if (before.ok && !mayOverwrite) return isThereAlready(way, key);
  if (!before.ok && !isAbsent && !isHidden) return before;

  const first = await pieces.next();
  if (first.done) return stopped;
  const inParts = !first.value.isLast;
  const sent = inParts
    ? await uploadInParts(way, upload, from(first.value, pieces))
    : await uploadAtOnce(way, upload, first.value.bytes, isAbsent);
  if (!sent.ok)
    return ["PreconditionFailed", "412"].includes(sent.error.s3Code) ? isThereAlready(way, key) : sent;
  const back = await tryAgain(() => readBack(way, key, written, inParts), upload.wait);
  if (!back.ok) return back;
  return { ok: true, value: { ...back.value, bytes: written.size } };
}

async function* from(first: Piece, rest: AsyncGenerator<Piece>): AsyncGenerator<Piece> {
  yield first;
  yield* rest;
}

async function uploadAtOnce(
  way: S3Way,
  upload: UploadOf,
  bytes: Uint8Array<ArrayBuffer>,
  wasAbsent: boolean,
): Promise<S3Outcome<void>> {
  const { key, contentType, mayOverwrite, signal, written, hasChecksums, wait, onProgress } = upload;
  const checksum = base64(await written.add(bytes));
  let isConditional = !mayOverwrite;
  let tries = 0;
  const ask = { kind: "object", key } as const;
  const sent = await tryAgain(
    async (): Promise<S3Outcome<void>> => {
      tries += 1;
      const headers: HeadersInit = {
        "content-type": contentType,
        ...(hasChecksums ? { "x-amz-checksum-sha256": checksum } : {}),
        ...(isConditional ? { "if-none-match": "*" } : {}),
      };
      const put = await askS3(way, ask, { method: "PUT", body: bytes, headers, signal });
      if (put.ok) return { ok: true, value: undefined };
      // A store may not have conditions; that nothing was there was asked before.
      if (put.error.s3Code === "NotImplemented") isConditional = false;
      // An earlier try may have written it, and its answer was lost on the way.
      const mayBeOwn = tries > 1 && ["PreconditionFailed", "412"].includes(put.error.s3Code);
      const isOwn = mayBeOwn && (await readBack(way, key, written, false)).ok;
      return isOwn ? { ok: true, value: undefined } : put;
    },
    wait,
    signal,
  );
  if (sent.ok) onProgress(bytes.byteLength);
  else if (signal.aborted) {
    // It may have arrived whole before the stop did; what was there before cannot be brought back.
    if (wasAbsent && (await readBack(way, key, written, false)).ok)
      await askS3(way, ask, { method: "DELETE" });
    return stopped;
  }
  return sent;
}
