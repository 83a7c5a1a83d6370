import type { EngineError, Outcome } from "../engine/protocol.ts";
import { fromBase64url } from "./base64url.ts";
import { capsuleVersion, checksumOf, maxFragmentLength, maxUnpackedBytes } from "./capsuleFormat.ts";
import { inflate } from "./inflate.ts";

/** What a link holds. Nothing of it is trusted: `text` is shown and not run, `params` are plain data. */
export interface Capsule {
  text: string;
  params?: Record<string, unknown>;
  /** The cell to show first, from `&cell=NAME`. */
  cell?: string;
}

/** Reads the fragment of a link, with or without its `#`. Never throws; each failure says what to try. */
export async function decodeCapsule(fragment: string): Promise<Outcome<Capsule>> {
  if (fragment.length > maxFragmentLength) {
    return failed(
      "The link is longer than any that Eider makes, so it was not opened.",
      "Ask for the notebook as a file.",
    );
  }
  const [address = "", ...rest] = fragment.replace(/^#/, "").split("&");
  const found = /^nb(\d{1,6})([a-z])\.(.*)$/s.exec(address);
  if (!found) return failed("The address holds no notebook.", "Copy the whole link again.");
  const [, version, form, body = ""] = found;
  if (Number(version) > capsuleVersion) return newer();
  if (form !== "d" || Number(version) !== capsuleVersion) return unknownForm(form);

  // Chats take the full stop or bracket after a link for a part of it.
  const parts = /^([A-Za-z0-9_-]+)\.([0-9a-f]{8})[^A-Za-z0-9_-]*$/.exec(body);
  const packed = parts && fromBase64url(parts[1] ?? "");
  if (!parts || !packed || (await checksumOf(packed)) !== parts[2]) return damaged();
  const unpacked = await inflate(packed, maxUnpackedBytes);
  if (!unpacked.ok) {
    if (unpacked.why === "damaged") return damaged();
    return failed(
      "The link unpacks to more than 4 MiB, so it was not opened.",
      "Ask for the notebook as a file.",
    );
  }
  const capsule = readContent(unpacked.bytes);
  if (!capsule.ok) return capsule;
  const cell = cellOf(rest);
  return cell === null ? capsule : { ok: true, value: { ...capsule.value, cell } };
}

function readContent(bytes: Uint8Array): Outcome<Capsule> {
  let content: unknown;
  try {
    const json = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    // Data that becomes keys of other objects must not reach their prototypes.
    content = JSON.parse(json, (key, value: unknown) => (key === "__proto__" ? undefined : value));
  } catch {
    return damaged();
  }
  if (!isRecord(content)) return damaged();
  const { v, text, params } = content;
  if (typeof v === "number" && v > capsuleVersion) return newer();
  if (v !== capsuleVersion || typeof text !== "string") return damaged();
  return { ok: true, value: isRecord(params) ? { text, params } : { text } };
}

function cellOf(parts: readonly string[]): string | null {
  const found = parts.find((part) => part.startsWith("cell="))?.slice("cell=".length);
  if (!found) return null;
  try {
    return decodeURIComponent(found);
  } catch {
    // A stray % is no reason to refuse the notebook; it opens at its top.
    return null;
  }
}

function unknownForm(form: string | undefined): Outcome<Capsule> {
  if (form === "u" || form === "e") {
    const what = form === "u" ? "Links to a notebook at another address" : "Encrypted links";
    const message = `${what} are not yet supported in this version of Eider.`;
    return failed(message, "Ask for the notebook as a file, or as a link that holds it.");
  }
  return failed(
    "This kind of link is not known to this version of Eider.",
    "Ask for the notebook as a file.",
  );
}

function newer(): Outcome<Capsule> {
  return failed("This link was made by a newer Eider.", "Open it with the newest version.");
}

function damaged(): Outcome<Capsule> {
  return failed(
    "The link is damaged or was cut off.",
    "Copy the whole link again, or ask for the notebook as a file.",
  );
}

function failed(message: string, hint: string): { ok: false; error: EngineError } {
  return { ok: false, error: { code: "file", message, hint } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
