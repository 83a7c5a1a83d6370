import { AwsV4Signer } from "aws4fetch";
import type { SigningKey } from "../../lib/s3/connection.ts";

/** Stands where aws4fetch wants the secret, which nobody has here: what is made of it is given beforehand. */
const noSecret = "-";
const service = "s3";

const encoder = new TextEncoder();

async function hmac(key: CryptoKey, text: string): Promise<ArrayBuffer> {
  return crypto.subtle.sign("HMAC", key, encoder.encode(text));
}

async function hmacKey(bytes: ArrayBuffer): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

/** The key of one day, region and service, which is all that a signature needs. */
async function derived(signing: SigningKey, date: string, region: string): Promise<ArrayBuffer> {
  let bytes = await hmac(signing.key, date);
  for (const part of [region, service, "aws4_request"]) bytes = await hmac(await hmacKey(bytes), part);
  return bytes;
}

// By the key, so that what was derived of it goes with it.
const derivedKeys = new WeakMap<CryptoKey, Map<string, ArrayBuffer>>();

const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** How long a signed address stays good, in seconds: long enough for a busy line, too short to be of use to others. */
const addressSeconds = 300;

/**
 * A request with its signature (Signature Version 4). In its address, it needs no leave of the store beforehand: a
 * browser asks for that (CORS) before each request with headers of its own, which costs a round trip. In its headers,
 * the hash of what is written is part of it.
 */
export async function signS3(
  request: { method: string; url: URL; headers: Headers; body?: ArrayBuffer },
  signing: SigningKey,
  region: string,
  nowMs: number,
  into: "address" | "headers",
): Promise<{ url: string; headers: Headers }> {
  const datetime = new Date(nowMs).toISOString().replace(/[:-]|\.\d{3}/g, "");
  const date = datetime.slice(0, 8);
  const cache = derivedKeys.get(signing.key) ?? new Map<string, ArrayBuffer>();
  derivedKeys.set(signing.key, cache);
  const cacheKey = [noSecret, date, region, service].join();
  if (!cache.has(cacheKey)) {
    // Yesterday's are not needed again.
    for (const key of cache.keys()) if (!key.includes(date)) cache.delete(key);
    cache.set(cacheKey, await derived(signing, date, region));
  }
  const headers = new Headers(request.headers);
  if (request.body)
    headers.set("X-Amz-Content-Sha256", hex(await crypto.subtle.digest("SHA-256", request.body)));
  const signQuery = into === "address";
  const url = new URL(request.url);
  if (signQuery) url.searchParams.set("X-Amz-Expires", `${addressSeconds}`);
  const signer = new AwsV4Signer({
    method: request.method,
    url: url.href,
    signQuery,
    headers,
    accessKeyId: signing.accessKeyId,
    secretAccessKey: noSecret,
    ...(signing.sessionToken === null ? {} : { sessionToken: signing.sessionToken }),
    service,
    region,
    cache,
    datetime,
  });
  const signed = await signer.sign();
  return { url: signed.url.href, headers: signed.headers };
}
