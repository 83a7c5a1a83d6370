import type { Outcome } from "../engine/protocol.ts";
import { capsuleVersion, maxUnpackedBytes } from "./capsuleFormat.ts";
import { deflate, inflate } from "./inflate.ts";
import { damagedLink, linkFailed, newerLink } from "./linkFailures.ts";
import { type CellSnapshot, readSnapshots } from "./snapshots.ts";

/** What a link holds. Nothing of it is trusted: `text` is shown and not run, the rest is plain data. */
export interface Capsule {
  text: string;
  /** Values that the notebook is opened with, by name. */
  params?: Record<string, unknown>;
  /** Results to show before anything ran. */
  snapshots?: readonly CellSnapshot[];
}

/** A capsule as packed bytes. Throws RangeError for one so large (4 MiB) that no Eider would open it. */
export async function packCapsule({ text, params, snapshots }: Capsule): Promise<Uint8Array<ArrayBuffer>> {
  const snapshot = snapshots?.length ? snapshots : undefined;
  const bytes = new TextEncoder().encode(JSON.stringify({ v: capsuleVersion, text, params, snapshot }));
  if (bytes.length > maxUnpackedBytes) {
    throw new RangeError(
      "The notebook is larger than 4 MiB, which is too much for a link. Save it as a file instead.",
    );
  }
  return deflate(bytes);
}

/** The capsule in packed bytes, or why there is none. */
export async function unpackCapsule(packed: Uint8Array<ArrayBuffer>): Promise<Outcome<Capsule>> {
  const unpacked = await inflate(packed, maxUnpackedBytes);
  if (unpacked.ok) return readContent(unpacked.bytes);
  if (unpacked.why === "damaged") return damagedLink();
  return linkFailed(
    "The link unpacks to more than 4 MiB, so it was not opened.",
    "Ask for the notebook as a file.",
  );
}

function readContent(bytes: Uint8Array): Outcome<Capsule> {
  let content: unknown;
  try {
    const json = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    // Data that becomes keys of other objects must not reach their prototypes.
    content = JSON.parse(json, (key, value: unknown) => (key === "__proto__" ? undefined : value));
  } catch {
    // No UTF-8, or no JSON.
    return damagedLink();
  }
  if (!isRecord(content)) return damagedLink();
  const { v, text, params, snapshot } = content;
  if (typeof v === "number" && v > capsuleVersion) return newerLink();
  if (v !== capsuleVersion || typeof text !== "string") return damagedLink();
  const snapshots = readSnapshots(snapshot);
  return {
    ok: true,
    value: {
      text,
      ...(isRecord(params) ? { params } : {}),
      ...(snapshots.length > 0 ? { snapshots } : {}),
    },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
