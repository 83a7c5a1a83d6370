import { askS3, type S3Outcome, type S3Way } from "../askS3.ts";
import type { WrittenBytes } from "./writtenBytes.ts";

/** What was found at the store, and how it was looked at, as a sentence. */
export interface ReadBack {
  readonly etag: string;
  readonly checked: string;
  /** Whether the store's own SHA-256 of all of it was compared. */
  readonly isHashed: boolean;
}

const other = (key: string, how: string): S3Outcome<never> => ({
  ok: false,
  error: {
    code: "file",
    message: `What the store now has at ${key} is not what was written: ${how}.`,
    hint: "Something else may have written there at the same time; write it again.",
    s3Code: "",
  },
});

/**
 * Asks the store for what was just written: its size, and its checksum where the store gives one, else its first and
 * last bytes.
 */
export async function readBack(
  way: S3Way,
  key: string,
  written: WrittenBytes,
  inParts: boolean,
): Promise<S3Outcome<ReadBack>> {
  const asked = await askS3(
    way,
    { kind: "object", key },
    { method: "HEAD", headers: { "x-amz-checksum-mode": "ENABLED" } },
  );
  if (!asked.ok) return asked;
  const { headers } = asked.value;
  const size = headers.get("content-length");
  const etag = headers.get("etag") ?? "";
  if (size === null || Number(size) !== written.size)
    return other(key, `it has ${size ?? "an unknown number of"} bytes and not ${written.size}`);
  const checksum = headers.get("x-amz-checksum-sha256");
  if (checksum !== null) {
    if (checksum !== (await written.checksum(inParts))) return other(key, "its SHA-256 is another");
    return {
      ok: true,
      value: { etag, checked: "Its size and SHA-256 were read back and are right.", isHashed: true },
    };
  }
  if (written.size === 0)
    return { ok: true, value: { etag, checked: "Its size was read back and is right.", isHashed: false } };
  const edges: [number, Uint8Array][] = [
    [0, written.head],
    [written.size - written.tail.byteLength, written.tail],
  ];
  for (const [from, bytes] of edges) {
    const range = `bytes=${from}-${from + bytes.byteLength - 1}`;
    const part = await askS3(way, { kind: "object", key }, { headers: { range } });
    if (!part.ok) return part;
    const now = new Uint8Array(await part.value.arrayBuffer());
    const isSame = now.byteLength === bytes.byteLength && now.every((byte, index) => byte === bytes[index]);
    if (!isSame) return other(key, `bytes from ${from} on are others`);
  }
  const edge = written.head.byteLength.toLocaleString("en");
  return {
    ok: true,
    value: {
      etag,
      checked: `Its size and its first and last ${edge} bytes were read back and are right.`,
      isHashed: false,
    },
  };
}
