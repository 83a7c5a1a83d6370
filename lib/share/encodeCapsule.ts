import { toBase64url } from "./base64url.ts";
import { capsuleVersion, checksumOf, maxUnpackedBytes } from "./capsuleFormat.ts";
import { deflate } from "./inflate.ts";

export interface CapsuleExtra {
  /** Values that the notebook is opened with, by name. */
  params?: Readonly<Record<string, unknown>>;
  /** Results to show before anything ran. */
  snapshot?: unknown;
  /** The cell to show first. */
  cell?: string;
}

/**
 * A whole notebook as the fragment of a link, `#nb1d.…`. Its length is for the caller to judge, see `linkLimits`.
 * Throws RangeError for a notebook so large (4 MiB) that no Eider would open the link.
 */
export async function encodeCapsule(text: string, extra: CapsuleExtra = {}): Promise<string> {
  const { params, snapshot, cell } = extra;
  const bytes = new TextEncoder().encode(JSON.stringify({ v: capsuleVersion, text, params, snapshot }));
  if (bytes.length > maxUnpackedBytes) {
    throw new RangeError(
      "The notebook is larger than 4 MiB, which is too much for a link. Save it as a file instead.",
    );
  }
  const packed = await deflate(bytes);
  const at = cell === undefined ? "" : `&cell=${encodeURIComponent(cell)}`;
  return `#nb${capsuleVersion}d.${toBase64url(packed)}.${await checksumOf(packed)}${at}`;
}
