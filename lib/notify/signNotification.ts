/** The header that holds time and signature of a notification. */
export const signatureHeader = "eider-signature";

const encoder = new TextEncoder();

/**
 * The value of `Eider-Signature`: `t=SECONDS,v1=HEX`, where HEX is HMAC-SHA256 by the secret's UTF-8 bytes over
 * `SECONDS.BODY`. A subscriber makes the same of the body as it came, compares, and refuses what is older than minutes.
 * @param seconds since 1970, when it is sent
 */
export async function signNotification(body: string, secret: string, seconds: number): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const signed = await crypto.subtle.sign("HMAC", key, encoder.encode(`${seconds}.${body}`));
  const hex = Array.from(new Uint8Array(signed), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `t=${seconds},v1=${hex}`;
}
