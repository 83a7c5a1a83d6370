import type { Outcome } from "../../engine/protocol.ts";
import type { RemoteFiles } from "../../remote/remoteFiles.ts";
import { maxFetchedBytes, sha256Hex } from "../../share/capsuleFormat.ts";
import { decryptCapsule } from "../../share/encryptedCapsule.ts";
import { linkFailed } from "../../share/linkFailures.ts";
import type { Capsule } from "../../share/packCapsule.ts";

/** A notebook at an address, and what holds it to what its sender meant. */
export type Wanted = { readonly url: string } & (
  | { readonly form: "pinned"; readonly sha256: string }
  | { readonly form: "encrypted"; readonly key: Uint8Array<ArrayBuffer> }
  | { readonly form: "plain" }
);

/** Fetches a notebook after its user said yes. What is not byte for byte what the link says is refused. */
export async function fetchNotebook(
  wanted: Wanted,
  url: URL,
  remote: Pick<RemoteFiles, "fetchOnce">,
  signal: AbortSignal,
): Promise<Outcome<Capsule>> {
  const fetched = await remote.fetchOnce(url, maxFetchedBytes, signal);
  if (!fetched.ok) return fetched;
  const bytes = new Uint8Array(await fetched.value.arrayBuffer());
  if (wanted.form === "encrypted") return decryptCapsule(bytes, wanted.key);
  if (wanted.form === "pinned" && (await sha256Hex(bytes)) !== wanted.sha256) {
    return linkFailed(
      `The file at ${url.host} is not the one that this link was made for: its SHA-256 is another. It was not opened.`,
      "Ask for a new link, or for the notebook as a file.",
    );
  }
  try {
    return {
      ok: true,
      value: { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) },
    };
  } catch {
    // Thrown for bytes that are no UTF-8.
    return linkFailed(`What ${url.host} sent is no notebook: it is not UTF-8 text.`, "Compare the address.");
  }
}
