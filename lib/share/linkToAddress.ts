import { toBase64url } from "./base64url.ts";
import { capsuleVersion } from "./capsuleFormat.ts";

/** The fragment that leads to a notebook file at an address, and to no other state of it than the one with this SHA-256. */
export function pinnedLink(url: string, sha256: string): string {
  return `#nb${capsuleVersion}u.${encoded(url)}.${sha256}`;
}

/** The fragment that leads to an encrypted notebook at an address, and holds its key. */
export function encryptedLink(url: string, key: Uint8Array): string {
  return `#nb${capsuleVersion}e.${encoded(url)}.${toBase64url(key)}`;
}

/** Percent-encoded, so that people can read the host; also what encodeURIComponent leaves and chats take for an end. */
function encoded(url: string): string {
  return encodeURIComponent(url).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
