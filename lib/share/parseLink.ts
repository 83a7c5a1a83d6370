import type { Outcome } from "../engine/protocol.ts";
import { fromBase64url } from "./base64url.ts";
import { capsuleVersion, keyBytes, maxFragmentLength } from "./capsuleFormat.ts";
import { isNotebookLink } from "./isNotebookLink.ts";
import { damagedLink, linkFailed, newerLink } from "./linkFailures.ts";

/** A link taken apart. Nothing of it is trusted, and nothing of it was fetched. */
export type NotebookLink = {
  /** The cell to show first, from `&cell=NAME`. */
  cell: string | null;
  /** How to show it first, from `&view=report`. */
  view: "report" | null;
} & (
  | { form: "inside"; packed: Uint8Array<ArrayBuffer>; checksum: string }
  | { form: "pinned"; url: string; sha256: string }
  | { form: "encrypted"; url: string; key: Uint8Array<ArrayBuffer> }
);

/** Takes the fragment of a link apart, with or without its `#`. Never throws; each failure says what to try. */
export function parseLink(fragment: string): Outcome<NotebookLink> {
  if (fragment.length > maxFragmentLength) {
    return linkFailed(
      "The link is longer than any that Eider makes, so it was not opened.",
      "Ask for the notebook as a file.",
    );
  }
  const [address = "", ...rest] = fragment.replace(/^#/, "").split("&");
  const found = /^nb(\d{1,6})([a-z])\.(.*)$/s.exec(address);
  if (!found) {
    if (isNotebookLink(address)) return damagedLink();
    return linkFailed("The address holds no notebook.", "Copy the whole link again.");
  }
  const [, version, form, body = ""] = found;
  if (Number(version) > capsuleVersion) return newerLink();
  if (Number(version) !== capsuleVersion || !["d", "u", "e"].includes(form ?? "")) {
    return linkFailed(
      "This kind of link is not known to this version of Eider.",
      "Ask for the notebook as a file.",
    );
  }
  const first = {
    cell: cellOf(rest),
    view: rest.some((part) => /^view=report\b/.test(part)) ? ("report" as const) : null,
  };
  // Chats take the full stop or bracket after a link for a part of it.
  const parts = /^([A-Za-z0-9_.%~-]+)\.([A-Za-z0-9_-]+)[^A-Za-z0-9_-]*$/.exec(body);
  const [, place = "", last = ""] = parts ?? [];
  if (form === "d") {
    const packed = fromBase64url(place);
    if (place === "" || !packed || !/^[0-9a-f]{8}$/.test(last)) return damagedLink();
    return { ok: true, value: { form: "inside", packed, checksum: last, ...first } };
  }
  const url = decoded(place);
  if (!url) return damagedLink();
  if (form === "u") {
    if (!/^[0-9a-f]{64}$/.test(last)) return damagedLink();
    return { ok: true, value: { form: "pinned", url, sha256: last, ...first } };
  }
  const key = fromBase64url(last);
  if (key?.length !== keyBytes) return damagedLink();
  return { ok: true, value: { form: "encrypted", url, key, ...first } };
}

function cellOf(parts: readonly string[]): string | null {
  const found = parts.find((part) => part.startsWith("cell="))?.slice("cell=".length);
  // A stray % is no reason to refuse the notebook; it opens at its top.
  return found ? decoded(found) : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // Thrown for a % without two hex digits that make a character.
    return null;
  }
}
