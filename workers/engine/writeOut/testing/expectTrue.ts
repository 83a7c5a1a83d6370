import { createHash } from "node:crypto";
import { expect } from "vitest";
import { readRelations } from "../../../../lib/batch/batchManifest.ts";
import type { OutManifest } from "../../../../lib/writeOut/plan.ts";

const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Expects that files and a manifest beside them say the same; the relation `things` has 5,000 rows. */
export function expectTrue(manifest: OutManifest, read: (path: string) => Uint8Array | undefined): void {
  expect(manifest.files.length).toBeGreaterThan(0);
  for (const { file, bytes, sha256 } of manifest.files) {
    const found = read(file) ?? new Uint8Array();
    expect([file, found.byteLength, sha(found)]).toEqual([file, bytes, sha256]);
  }
  expect(readRelations(JSON.stringify(manifest))).toEqual(manifest.relations);
  expect(manifest.relations.things?.rows).toBe(5000);
}
