import { isLoopbackHost } from "../remote/privateHosts.ts";
import { googleEndpoint } from "./endpoints.ts";

/** An address of something in a bucket, with what it says of the store. */
export interface S3Address {
  readonly bucket: string;
  /** The object's key, or a pattern of keys; "" for the bucket itself. */
  readonly key: string;
  /** null where the address does not tell. */
  readonly region: string | null;
  /** The store's origin, "" for AWS; null where the address does not tell. */
  readonly endpoint: string | null;
}

/** `s3://bucket/key`, as notebooks name an object. */
export function s3Address(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}

/**
 * Takes an address apart: `s3://bucket/key`, or what people copy from a browser or a store's console (AWS, MinIO on this
 * machine, Cloudflare R2, Google). null for what is no such address; a signature in it is left out.
 */
export function parseS3Address(text: string): S3Address | null {
  const named = /^(s3|s3a|s3n|gs):\/\/([^/]+)(?:\/(.*))?$/is.exec(text.trim());
  if (named) {
    const [, scheme, bucket = "", key = ""] = named;
    const isGoogle = scheme?.toLowerCase() === "gs";
    return { bucket, key, region: isGoogle ? "auto" : null, endpoint: isGoogle ? googleEndpoint : null };
  }
  if (!/^https?:\/\//i.test(text.trim()) || !URL.canParse(text.trim())) return null;
  const url = new URL(text.trim());
  return fromAwsConsole(url) ?? fromAws(url) ?? fromCloudflare(url) ?? fromGoogle(url) ?? fromOwnMachine(url);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The bucket in front of a path, and the key behind it; null where there is no bucket. */
function byPath(url: URL, store: Pick<S3Address, "region" | "endpoint">): S3Address | null {
  const [, bucket = "", key = ""] = /^\/([^/]+)(?:\/(.*))?$/s.exec(url.pathname) ?? [];
  return bucket === "" ? null : { bucket: decoded(bucket), key: decoded(key), ...store };
}

const byHost = (url: URL, bucket: string, store: Pick<S3Address, "region" | "endpoint">): S3Address => ({
  bucket,
  key: decoded(url.pathname.slice(1)),
  ...store,
});

function fromAws(url: URL): S3Address | null {
  const host = /^(?:(.+)\.)?s3(?:[.-](?:dualstack\.)?([a-z0-9-]+))?\.amazonaws\.com(?:\.cn)?$/.exec(
    url.hostname,
  );
  if (!host) return null;
  const [, bucket, region] = host;
  const store = { region: region ?? null, endpoint: "" };
  return bucket === undefined ? byPath(url, store) : byHost(url, bucket, store);
}

/** Pages of the console name the bucket in their path and the key or prefix in their query. */
function fromAwsConsole(url: URL): S3Address | null {
  if (!/(^|\.)console\.(aws\.amazon\.com|amazonaws\.cn)$/.test(url.hostname)) return null;
  const bucket = /^\/s3\/(?:buckets|object)\/([^/]+)\/?$/.exec(url.pathname)?.[1];
  if (bucket === undefined) return null;
  const region = url.searchParams.get("region");
  return { bucket, key: url.searchParams.get("prefix") ?? "", region, endpoint: "" };
}

function fromCloudflare(url: URL): S3Address | null {
  const host = /^(?:([a-z0-9.-]+)\.)?([0-9a-f]{32}(?:\.(?:eu|fedramp))?\.r2\.cloudflarestorage\.com)$/.exec(
    url.hostname,
  );
  if (!host) return null;
  const store = { region: "auto", endpoint: `https://${host[2]}` };
  return host[1] === undefined ? byPath(url, store) : byHost(url, host[1], store);
}

function fromGoogle(url: URL): S3Address | null {
  const store = { region: "auto", endpoint: googleEndpoint };
  if (["storage.googleapis.com", "storage.cloud.google.com"].includes(url.hostname))
    return byPath(url, store);
  const bucket = /^(.+)\.storage\.googleapis\.com$/.exec(url.hostname)?.[1];
  return bucket === undefined ? null : byHost(url, bucket, store);
}

/** MinIO and its like, which nothing in an address tells from any other server but the machine or port they run on. */
function fromOwnMachine(url: URL): S3Address | null {
  if (!isLoopbackHost(url.hostname) && url.port !== "9000") return null;
  return byPath(url, { region: null, endpoint: url.origin });
}
