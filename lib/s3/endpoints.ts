import type { Connection } from "./connection.ts";

/** A kind of store that a connection may lead to, and what its form begins with. */
export interface EndpointPreset {
  readonly id: "aws" | "minio" | "r2" | "gcs" | "other";
  readonly label: string;
  readonly endpoint: string;
  readonly region: string;
  readonly addressing: Connection["addressing"];
}

/** Stores that speak S3, in the order in which a form offers them. */
export const endpointPresets: readonly EndpointPreset[] = [
  { id: "aws", label: "Amazon S3", endpoint: "", region: "us-east-1", addressing: "virtual" },
  {
    id: "minio",
    label: "MinIO",
    endpoint: "http://127.0.0.1:9000",
    region: "us-east-1",
    addressing: "path",
  },
  {
    id: "r2",
    label: "Cloudflare R2",
    endpoint: "https://ACCOUNT.r2.cloudflarestorage.com",
    region: "auto",
    addressing: "path",
  },
  {
    id: "gcs",
    label: "Google Cloud Storage",
    endpoint: "https://storage.googleapis.com",
    region: "auto",
    addressing: "path",
  },
  { id: "other", label: "Another store", endpoint: "https://", region: "us-east-1", addressing: "path" },
];
