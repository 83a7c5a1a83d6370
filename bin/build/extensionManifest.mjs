import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Extensions that the app does not load, and why. */
export const leftOut = {
  icu: "times could get other values with it than without; the app has macros of its own",
  httpfs: "SQL reads only the files that a notebook was given",
};

const wasmStart = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);

/**
 * @typedef {object} KnownExtension what a file must be
 * @property {number} bytes
 * @property {string} sha256 in hex
 *
 * @typedef {object} ExtensionManifest
 * @property {string} duckdb the version that the files are for, e.g. v1.4.3
 * @property {string} platform
 * @property {string} repository
 * @property {Record<string, KnownExtension>} extensions
 */

/**
 * What is known of DuckDB's extensions.
 * @param {string} root the project's root
 * @returns {Promise<ExtensionManifest>}
 */
export async function readManifest(root) {
  const path = join(root, "extensions/manifest.json");
  const text = await readFile(path, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`extensions/manifest.json is no JSON: ${error.message}`);
  }
}

/**
 * The path of an extension's file, the same in DuckDB's repository, under extensions/ and where it is served.
 * @param {Pick<ExtensionManifest, "duckdb" | "platform">} manifest
 * @param {string} name
 */
export function extensionPath({ duckdb, platform }, name) {
  return `${duckdb}/${platform}/${name}.duckdb_extension.wasm`;
}

/**
 * What a file is, for a manifest.
 * @param {Uint8Array} bytes
 * @returns {KnownExtension}
 */
export function measure(bytes) {
  return { bytes: bytes.byteLength, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/**
 * Why a file is not the extension that it should be, in half a sentence; null where it is.
 * @param {Uint8Array} bytes
 * @param {KnownExtension | undefined} known undefined where nothing is known of it
 */
export function extensionProblem(bytes, known) {
  if (!wasmStart.equals(bytes.subarray(0, wasmStart.length))) return "is no WebAssembly module";
  if (!known) return null;
  const found = measure(bytes);
  if (found.bytes !== known.bytes) return `has ${found.bytes} bytes and not ${known.bytes}`;
  if (found.sha256 !== known.sha256) return `has the SHA-256 ${found.sha256} and not ${known.sha256}`;
  return null;
}
