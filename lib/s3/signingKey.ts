import type { Credentials, SigningKey } from "./connection.ts";

/** What signs for these credentials. The secret cannot be had back from it, by this page or anybody else. */
export async function signingKey(credentials: Credentials): Promise<SigningKey> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(`AWS4${secretAccessKey}`),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return { accessKeyId, key, sessionToken };
}
