import type { S3 } from "../s3/s3.ts";

/** S3 for this page. */
export function createS3(): S3 {
  throw new Error("S3 is not there yet.");
}
