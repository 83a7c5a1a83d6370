import { askS3, type S3Outcome, type S3Way } from "./askS3.ts";
import type { S3Object } from "./s3.ts";

/** Size, state and age of one object. */
export async function headObject(
  way: S3Way,
  key: string,
  signal?: AbortSignal,
): Promise<S3Outcome<S3Object>> {
  const asked = await askS3(way, { kind: "object", key }, { method: "HEAD", ...(signal ? { signal } : {}) });
  if (!asked.ok) return asked;
  const { headers } = asked.value;
  const length = headers.get("content-length");
  if (length === null)
    return {
      ok: false,
      error: {
        code: "file",
        message: `The size of s3://${way.connection.bucket}/${key} cannot be read.`,
        hint: "The bucket's CORS rules must expose Content-Range; the S3 doctor prints them.",
        s3Code: "Cors",
      },
    };
  const modifiedMs = Date.parse(headers.get("last-modified") ?? "");
  return {
    ok: true,
    value: {
      key,
      sizeBytes: Number(length),
      etag: headers.get("etag"),
      modifiedMs: Number.isNaN(modifiedMs) ? 0 : modifiedMs,
    },
  };
}
