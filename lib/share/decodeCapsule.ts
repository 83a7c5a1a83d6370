import type { Outcome } from "../engine/protocol.ts";
import { checksumOf } from "./capsuleFormat.ts";
import { damagedLink, linkFailed } from "./linkFailures.ts";
import { type Capsule, unpackCapsule } from "./packCapsule.ts";
import { parseLink } from "./parseLink.ts";

/** Reads the fragment of a link that holds its notebook, with or without its `#`. Never throws. */
export async function decodeCapsule(fragment: string): Promise<Outcome<Capsule & { cell?: string }>> {
  const link = parseLink(fragment);
  if (!link.ok) return link;
  if (link.value.form !== "inside") {
    return linkFailed(
      "This link leads to a notebook at another address.",
      "Open it in Eider, which asks before it fetches anything.",
    );
  }
  const { packed, checksum, cell } = link.value;
  if ((await checksumOf(packed)) !== checksum) return damagedLink();
  const capsule = await unpackCapsule(packed);
  if (!capsule.ok || cell === null) return capsule;
  return { ok: true, value: { ...capsule.value, cell } };
}
