/** Google's interoperability endpoint. */
export const googleEndpoint = "https://storage.googleapis.com";

/** A kind of store, as a form offers it. */
export interface EndpointPreset {
  readonly id: "aws" | "minio" | "cloudflare" | "google" | "other";
  readonly label: string;
  /** What stands in the field first; "" for AWS, which has none. */
  readonly endpoint: string;
  /** Shown in an empty field. */
  readonly placeholder: string;
  readonly region: string;
  readonly addressing: "virtual" | "path";
  /** Where its keys come from, in one sentence. */
  readonly keysHint: string;
}

/** The stores that are known, in the order in which they are offered. */
export const endpointPresets: readonly EndpointPreset[] = [
  {
    id: "aws",
    label: "Amazon S3",
    endpoint: "",
    placeholder: "",
    region: "us-east-1",
    addressing: "virtual",
    keysHint: "Temporary keys that may only read are best: aws configure export-credentials, or aws sts.",
  },
  {
    id: "minio",
    label: "MinIO",
    endpoint: "http://127.0.0.1:9000",
    placeholder: "http://127.0.0.1:9000",
    region: "us-east-1",
    addressing: "path",
    keysHint: "Make an access key in MinIO's console and download it as JSON.",
  },
  {
    id: "cloudflare",
    label: "Cloudflare R2",
    endpoint: "",
    placeholder: "https://ACCOUNT.r2.cloudflarestorage.com",
    region: "auto",
    addressing: "path",
    keysHint: "Make an API token for R2 that reads objects; it shows an access key and a secret key.",
  },
  {
    id: "google",
    label: "Google Cloud Storage",
    endpoint: googleEndpoint,
    placeholder: googleEndpoint,
    region: "auto",
    addressing: "path",
    keysHint: "Make an HMAC key under Settings, Interoperability.",
  },
  {
    id: "other",
    label: "Another S3 store",
    endpoint: "",
    placeholder: "https://s3.example.org",
    region: "us-east-1",
    addressing: "path",
    keysHint: "Its access key and secret key, as other S3 programs use them.",
  },
];

/** Regions of AWS, for suggestions; any other may be typed. */
export const awsRegions: readonly string[] = [
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
  "af-south-1",
  "ap-east-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ca-central-1",
  "ca-west-1",
  "cn-north-1",
  "cn-northwest-1",
  "eu-central-1",
  "eu-central-2",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "sa-east-1",
];

/** Whether a store keeps SHA-256 checksums that it is sent; some others refuse what they do not know. */
export function givesChecksums(endpoint: string): boolean {
  return ["aws", "minio"].includes(presetOf(endpoint));
}

/** Which kind of store an endpoint is of. */
export function presetOf(endpoint: string): EndpointPreset["id"] {
  if (endpoint === "" || /\.amazonaws\.com(\.cn)?$/.test(endpoint)) return "aws";
  if (endpoint.endsWith(".r2.cloudflarestorage.com")) return "cloudflare";
  if (endpoint === googleEndpoint) return "google";
  return /^http:|:9000$/.test(endpoint) ? "minio" : "other";
}
