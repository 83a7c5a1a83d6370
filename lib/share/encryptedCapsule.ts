import type { Outcome } from "../engine/protocol.ts";
import { capsuleVersion, keyBytes } from "./capsuleFormat.ts";
import { linkFailed } from "./linkFailures.ts";
import { type Capsule, packCapsule, unpackCapsule } from "./packCapsule.ts";

const ivBytes = 12;
const tagBytes = 16;

/** Says which form and version the bytes have; a file of another does not open, whatever its key. */
const formatTag = new TextEncoder().encode(`nb${capsuleVersion}e`);

const algorithm = (iv: Uint8Array<ArrayBuffer>) => ({ name: "AES-GCM", iv, additionalData: formatTag });

/**
 * A capsule encrypted with a key of its own: AES-256-GCM, a random IV first. Whoever keeps the bytes can read nothing;
 * the key goes into the link alone. Throws RangeError for a notebook that is too large (4 MiB).
 */
export async function encryptCapsule(
  capsule: Capsule,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; key: Uint8Array<ArrayBuffer> }> {
  const packed = await packCapsule(capsule);
  const key = crypto.getRandomValues(new Uint8Array(keyBytes));
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const imported = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const encrypted = new Uint8Array(await crypto.subtle.encrypt(algorithm(iv), imported, packed));
  const bytes = new Uint8Array(ivBytes + encrypted.length);
  bytes.set(iv);
  bytes.set(encrypted, ivBytes);
  return { bytes, key };
}

/** The capsule in encrypted bytes; an error where one bit of them, the key or the version is another. */
export async function decryptCapsule(
  bytes: Uint8Array<ArrayBuffer>,
  key: Uint8Array<ArrayBuffer>,
): Promise<Outcome<Capsule>> {
  if (bytes.length <= ivBytes + tagBytes) {
    return linkFailed(
      "The file at this address is no encrypted notebook.",
      "Ask whoever sent the link to look at the address.",
    );
  }
  let packed: ArrayBuffer;
  try {
    const imported = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
    packed = await crypto.subtle.decrypt(
      algorithm(bytes.subarray(0, ivBytes)),
      imported,
      bytes.subarray(ivBytes),
    );
  } catch {
    // OperationError: all that AES-GCM tells is that key, bytes and tag do not belong together.
    return linkFailed(
      "The key in the link does not open the file: the file was changed or replaced, or the link belongs to another one.",
      "Ask for a new link.",
    );
  }
  return unpackCapsule(new Uint8Array(packed));
}
