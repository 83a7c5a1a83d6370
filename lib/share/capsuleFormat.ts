/** The version of the capsule: in the fragment (`nb1d`) and inside it (`v`). */
export const capsuleVersion = 1;

/** A fragment with more characters is not looked at. */
export const maxFragmentLength = 256 * 1024;

/** What a capsule may unpack to, in bytes. */
export const maxUnpackedBytes = 4 * 1024 * 1024;

/** How large a notebook at an address may be, in bytes. */
export const maxFetchedBytes = 4 * 1024 * 1024;

/** AES-256: the length of a key, in bytes. */
export const keyBytes = 32;

/** The first 8 hex digits of the SHA-256 of the packed bytes: enough to notice a link that was cut or changed on its way. */
export async function checksumOf(packed: Uint8Array<ArrayBuffer>): Promise<string> {
  return (await sha256Hex(packed)).slice(0, 8);
}

/** The SHA-256 of bytes as 64 hex digits. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
