import { isArrowStream } from "./arrowfile/isArrowStream.ts";
import { detectWorkbook } from "./excel/detectWorkbook.ts";
import { looksLikeJson } from "./json/looksLikeJson.ts";
import { detectLog } from "./logs/detectLog.ts";
import type { DetectedFormat, FileFormat } from "./types.ts";

/** Beginnings of formats that cannot be loaded; `what` completes "This is …". */
const unreadable: { magic: number[]; at?: number; what: string; hint: string }[] = [
  {
    magic: ascii("FEA1"),
    what: "a Feather file of version 1",
    hint: "write it as Feather version 2 or Parquet",
  },
  { magic: ascii("SQLite format 3"), what: "an SQLite database", hint: "export its tables as CSV" },
  { magic: ascii("%PDF-"), what: "a PDF document", hint: "export its tables as CSV" },
  { magic: [0x89, 0x50, 0x4e, 0x47], what: "a PNG image", hint: "add the data behind it" },
  { magic: [0xff, 0xd8, 0xff], what: "a JPEG image", hint: "add the data behind it" },
  { magic: ascii("GIF8"), what: "a GIF image", hint: "add the data behind it" },
  { magic: ascii("WEBP"), at: 8, what: "a WebP image", hint: "add the data behind it" },
  { magic: ascii("ORC"), what: "an ORC file", hint: "convert it to Parquet" },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], what: "a zstd archive", hint: "decompress it first" },
  { magic: ascii("BZh"), what: "a bzip2 archive", hint: "decompress it first" },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: "an xz archive", hint: "decompress it first" },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], what: "a 7z archive", hint: "unpack it first" },
  { magic: ascii("Rar!"), what: "a RAR archive", hint: "unpack it first" },
  { magic: ascii("ustar"), at: 257, what: "a tar archive", hint: "unpack it first" },
  { magic: [0x7f, 0x45, 0x4c, 0x46], what: "a program", hint: "choose a data file" },
  { magic: ascii("PARE"), what: "an encrypted Parquet file", hint: "write it without encryption" },
];

/** So much of a text tells whether it is a log. */
const logBytes = 1 << 16;

/** True where the bytes begin as gzip does; the head must then be inflated before `detectFormat` sees it. */
export function isGzip(head: Uint8Array): boolean {
  return startsWith(head, [0x1f, 0x8b]);
}

/**
 * What a file is: by its first bytes, then by its text, then by its name.
 * `head` is the first 64 KiB or so, inflated where the file is gzip (then `size` is still the file's own), and text of
 * other character sets as UTF-8; `compressed` says that it was gzip.
 */
export function detectFormat(
  name: string,
  head: Uint8Array,
  size: number,
  compressed = false,
): DetectedFormat {
  const compression = compressed ? "gzip" : "none";
  const found = (format: FileFormat): DetectedFormat => ({ format, compression, problem: null });
  const refused = (problem: string): DetectedFormat => ({ format: "unknown", compression, problem });
  if (size === 0) return refused("The file is empty (0 bytes); choose a file with data in it.");
  if (head.length === 0) {
    return refused(
      compressed
        ? "The gzip data holds nothing that can be read: it is empty, damaged or cut short."
        : "The file could not be read; choose it again.",
    );
  }
  const known = markedFormat(head);
  if (known !== null) return found(known);
  if (isGzip(head))
    return refused("The file is compressed twice with gzip; decompress it once and add the result.");
  const other = unreadable.find(({ magic, at = 0 }) => startsWith(head, magic, at));
  if (other) return refused(`This is ${other.what}, which cannot be loaded; ${other.hint}.`);
  if (extension(name) === "parquet") {
    return refused(
      'This file is named .parquet but does not begin with "PAR1", so it is not Parquet or is damaged.',
    );
  }
  if (isBinary(head)) {
    return refused(`${name} holds binary data, not text; choose a CSV, JSON or Parquet file.`);
  }
  return found(textFormat(name, head));
}

/** Formats that are known by how they begin. */
function markedFormat(head: Uint8Array): FileFormat | null {
  if (startsWith(head, ascii("PAR1"))) return "parquet";
  if (startsWith(head, ascii("ARROW1")) || isArrowStream(head)) return "arrow";
  if (startsWith(head, ascii("Obj\u0001"))) return "avro";
  if (startsWith(head, ascii("DUCK"), 8)) return "duckdb";
  const content = detectWorkbook(head);
  if (content === "html") return "html";
  return content === "text" || content === "other" ? null : "workbook";
}

function textFormat(name: string, head: Uint8Array): FileFormat {
  const named = extension(name);
  const json = looksLikeJson(head);
  if (json !== null && named !== "csv" && named !== "tsv") return json;
  if (named === "ndjson" || named === "jsonl") return "ndjson";
  if (named === "json" || named === "geojson") return "json";
  // Lines of a log often look delimited too; a name says which is meant.
  if (named !== "csv" && named !== "tsv" && named !== "tab" && isLog(head)) return "log";
  return named === "tsv" || named === "tab" ? "tsv" : "csv";
}

function isLog(head: Uint8Array): boolean {
  return detectLog(new TextDecoder().decode(head.subarray(0, logBytes))) !== null;
}

function extension(name: string): string {
  return /\.([^./\\]+)$/.exec(name.toLowerCase().replace(/\.gz(ip)?$/, ""))?.[1] ?? "";
}

/** So many control characters make no text binary, unless it is hardly anything else. */
const fewStrays = 16;

/** Control characters that no text has, or too many zeros to be UTF-16. */
function isBinary(head: Uint8Array): boolean {
  const look = head.subarray(0, 65_536);
  if (utf16(look)) return false;
  let odd = 0;
  let zeros = 0;
  for (const byte of look) {
    if (byte === 0) zeros++;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27 && byte !== 28 && byte !== 30 && byte !== 31))
      odd++;
  }
  // A few happen in real exports, and in a short file they are soon one in a hundred.
  if (zeros + odd <= fewStrays) return (zeros + odd) * 4 > look.length;
  return zeros * 50 > look.length || odd * 100 > look.length;
}

/** UTF-16 by its mark, or by zeros in every second byte. */
function utf16(look: Uint8Array): boolean {
  if (startsWith(look, [0xff, 0xfe]) || startsWith(look, [0xfe, 0xff])) return true;
  const zeros = [0, 0];
  for (let at = 0; at < look.length; at++) {
    if (look[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  }
  const [even = 0, uneven = 0] = zeros;
  const half = look.length / 2;
  return (
    look.length >= 8 &&
    ((even > half * 0.6 && uneven < half * 0.05) || (uneven > half * 0.6 && even < half * 0.05))
  );
}

function startsWith(bytes: Uint8Array, magic: readonly number[], at = 0): boolean {
  return bytes.length >= at + magic.length && magic.every((byte, index) => bytes[at + index] === byte);
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
