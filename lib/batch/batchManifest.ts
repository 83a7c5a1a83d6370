import type { Receipt } from "../engine/protocol.ts";
import type { WrittenFile } from "./batchEvents.ts";
import type { RelationDigest } from "./relationDigest.ts";

/** `manifest.json` beside what a run wrote. */
export interface BatchManifest {
  /** Of this text's own form. */
  manifest: 1;
  eider: string;
  duckdb: string;
  /** When it was written, in UTC. */
  made: string;
  notebook: { file: string; sha256: string };
  params: Record<string, string>;
  sources: { relation: string; location: string; fingerprint: string | null; receipt: Receipt }[];
  files: WrittenFile[];
  /** All relations that cells made, by name: what `--verify` compares. */
  relations: Record<string, RelationDigest>;
}

/** The relations of a manifest; null where the text is none of ours. */
export function readRelations(text: string): Record<string, RelationDigest> | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(read) || read.manifest !== 1 || !isRecord(read.relations)) return null;
  const entries = Object.entries(read.relations);
  return entries.every(([, digest]) => isDigest(digest))
    ? (Object.fromEntries(entries) as Record<string, RelationDigest>)
    : null;
}

function isDigest(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.rows === "number" &&
    typeof value.hash === "string" &&
    Array.isArray(value.columns) &&
    value.columns.every(
      (column) => isRecord(column) && typeof column.name === "string" && typeof column.type === "string",
    ) &&
    isRecord(value.floats) &&
    Object.values(value.floats).every(isRecord)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
