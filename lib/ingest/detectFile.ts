import { detectFormat, isGzip } from "./detectFormat.ts";
import { inflateHead } from "./gunzip.ts";
import type { DetectedFormat } from "./types.ts";

const headBytes = 1 << 20;

/** What a file is, and its first bytes (about 1 MiB), inflated where it is gzip. */
export async function detectFile(file: File): Promise<DetectedFormat & { head: Uint8Array }> {
  const raw = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  const compressed = isGzip(raw);
  const head = compressed ? inflateHead(raw) : raw;
  return { ...detectFormat(file.name, head, file.size, compressed), head };
}
