/** A compression whose content can be read. */
export type Codec = "none" | "gzip" | "zstd" | "lz4" | "bzip2";

export type DetectedCodec =
  | { codec: Codec; problem: null }
  /** Compressed in a way that is not read; the message names it and says what to try. */
  | { codec: null; problem: string };

const readable: { codec: Codec; magic: readonly number[] }[] = [
  { codec: "gzip", magic: [0x1f, 0x8b] },
  { codec: "zstd", magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { codec: "lz4", magic: [0x04, 0x22, 0x4d, 0x18] },
];

const unreadable: { what: string; magic: readonly number[]; tool: string }[] = [
  { what: "xz", magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], tool: "xz -d" },
  { what: "lzip", magic: [0x4c, 0x5a, 0x49, 0x50, 0x01], tool: "lzip -d" },
  { what: "lzop", magic: [0x89, 0x4c, 0x5a, 0x4f, 0x00], tool: "lzop -d" },
  { what: "LZ4 in its legacy framing", magic: [0x02, 0x21, 0x4c, 0x18], tool: "lz4 -d" },
  { what: "compress (.Z)", magic: [0x1f, 0x9d], tool: "gunzip" },
  {
    what: "framed Snappy",
    magic: [0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59],
    tool: "snzip -d",
  },
];

/** How a file is compressed, by its first bytes (18 are enough), never by its name. */
export function detectCodec(head: Uint8Array): DetectedCodec {
  const found = readable.find(({ magic }) => startsWith(head, magic));
  if (found) return { codec: found.codec, problem: null };
  if (isBzip2(head)) return { codec: "bzip2", problem: null };
  if (isSkippableFrame(head)) return { codec: "zstd", problem: null };
  const refused = unreadable.find(({ magic }) => startsWith(head, magic));
  if (!refused) return { codec: "none", problem: null };
  return {
    codec: null,
    problem:
      `The file is compressed with ${refused.what}, which is not read; decompress it (${refused.tool}) and add the ` +
      "result, or compress it with gzip or zstd.",
  };
}

/** "BZh", a level, and then a block or the end of the stream: text may well begin with the first four. */
function isBzip2(head: Uint8Array): boolean {
  const level = head[3] ?? 0;
  if (!startsWith(head, [0x42, 0x5a, 0x68]) || level < 0x31 || level > 0x39) return false;
  const after = head.subarray(4);
  return (
    startsWith(after, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) ||
    startsWith(after, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
  );
}

/** A frame to be skipped, as pzstd and lz4 tools may write it first; what follows is taken for zstd. */
function isSkippableFrame(head: Uint8Array): boolean {
  return ((head[0] ?? 0) & 0xf0) === 0x50 && startsWith(head.subarray(1), [0x2a, 0x4d, 0x18]);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, index) => bytes[index] === byte);
}
