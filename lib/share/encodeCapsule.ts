import { toBase64url } from "./base64url.ts";
import { capsuleVersion, checksumOf } from "./capsuleFormat.ts";
import { type Capsule, packCapsule } from "./packCapsule.ts";

/**
 * A whole notebook as the fragment of a link, `#nb1d.…`. Its length is for the caller to judge, see `linkLimits`.
 * `cell` is the cell to show first. Throws RangeError for a notebook so large (4 MiB) that no Eider would open the link.
 */
export async function encodeCapsule(
  text: string,
  extra: Omit<Capsule, "text"> & { cell?: string } = {},
): Promise<string> {
  const { cell, ...rest } = extra;
  const packed = await packCapsule({ ...rest, text });
  const at = cell === undefined ? "" : `&cell=${encodeURIComponent(cell)}`;
  return `#nb${capsuleVersion}d.${toBase64url(packed)}.${await checksumOf(packed)}${at}`;
}
