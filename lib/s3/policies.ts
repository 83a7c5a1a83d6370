import type { Connection } from "./connection.ts";
import { presetOf } from "./endpoints.ts";

/** Headers of an answer that a page must be able to read. */
export const exposedHeaders = ["ETag", "Content-Range", "Content-Length", "Accept-Ranges"] as const;
/** Read where they are there; AWS gives them. */
const alsoExposed = ["x-amz-bucket-region", "x-amz-checksum-sha256", "Date"];
const maxAgeSeconds = 3600;

/** The CORS rules that let the app at an origin read a bucket, as the bucket's own store wants them written. */
export function corsPolicy(connection: Connection, appOrigin: string, mayWrite: boolean): string {
  const methods = ["GET", "HEAD", ...(mayWrite ? ["PUT", "POST", "DELETE"] : [])];
  const exposed = [...exposedHeaders, ...alsoExposed];
  const kind = presetOf(connection.endpoint);
  if (kind === "google") {
    // One list for both ways: what may be sent and what may be read.
    const sent = ["Authorization", "Content-Type", "Range", "If-Match", "x-amz-date", "x-amz-content-sha256"];
    return json([
      { origin: [appOrigin], method: methods, responseHeader: [...sent, ...exposed], maxAgeSeconds },
    ]);
  }
  return json([
    {
      AllowedOrigins: [appOrigin],
      AllowedMethods: methods,
      AllowedHeaders: ["*"],
      ExposeHeaders: exposed,
      MaxAgeSeconds: maxAgeSeconds,
    },
  ]);
}

/** Where the CORS rules go, in one sentence. */
export function corsPlace(connection: Connection): string {
  const { bucket } = connection;
  switch (presetOf(connection.endpoint)) {
    case "aws":
      return `In the AWS console: bucket ${bucket}, Permissions, Cross-origin resource sharing.`;
    case "cloudflare":
      return `In Cloudflare's dashboard: R2, ${bucket}, Settings, CORS policy.`;
    case "google":
      return `Save it as cors.json and run: gcloud storage buckets update gs://${bucket} --cors-file=cors.json`;
    default:
      return "MinIO allows all pages unless MINIO_API_CORS_ALLOW_ORIGIN says otherwise; other stores take rules like these.";
  }
}

/** The least rights with which a connection works, as a policy of AWS, which MinIO takes too. */
export function iamPolicy(connection: Connection, mayWrite: boolean): string {
  const { bucket, prefix, region } = connection;
  const arn = `arn:${region.startsWith("cn-") ? "aws-cn" : "aws"}:s3:::${bucket}`;
  const below = prefix === "" ? {} : { Condition: { StringLike: { "s3:prefix": [`${prefix}*`] } } };
  const objects = `${arn}/${prefix}*`;
  return json({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["s3:ListBucket"], Resource: arn, ...below },
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: objects },
      ...(mayWrite
        ? [{ Effect: "Allow", Action: ["s3:PutObject", "s3:AbortMultipartUpload"], Resource: objects }]
        : []),
    ],
  });
}

function json(policy: unknown): string {
  return JSON.stringify(policy, null, 2);
}
