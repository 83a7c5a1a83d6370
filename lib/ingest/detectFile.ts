import { charsetOf } from "./charset/charsets.ts";
import { decodeHead } from "./charset/decodeHead.ts";
import { type DetectedCharset, detectCharset } from "./charset/detectCharset.ts";
import { detectFormat, isGzip } from "./detectFormat.ts";
import { inflateHead } from "./gunzip.ts";
import { type DetectedFormat, type FileFormat, IngestError, textFormats } from "./types.ts";

const headBytes = 1 << 20;

/** What somebody says that a file is; what is not said is found out. */
export interface ToldFormat {
  format?: string | undefined;
  encoding?: string | undefined;
}

export interface DetectedFile extends DetectedFormat {
  /** The first bytes (about 1 MiB), inflated where the file is gzip; text as UTF-8, without a mark. */
  head: Uint8Array;
  /** The character set of a text; null for what is no text. */
  charset: DetectedCharset | null;
}

/** The first bytes of a file, read once to be looked at several times. */
export interface FileHead {
  name: string;
  /** Bytes of the file. */
  size: number;
  /** Whether the file was gzip, which `bytes` no longer are. */
  compressed: boolean;
  /** Whether nothing follows `bytes`. */
  isWhole: boolean;
  bytes: Uint8Array;
}

/** Reads the first 1 MiB or so of a file, inflated where it is gzip. */
export async function headOf(file: File): Promise<FileHead> {
  // A slice is one more thing that the browser must make and forget.
  const part = file.size <= headBytes ? file : file.slice(0, headBytes);
  const raw = new Uint8Array(await part.arrayBuffer());
  const compressed = isGzip(raw);
  return {
    name: file.name,
    size: file.size,
    compressed,
    isWhole: !compressed && file.size <= headBytes,
    bytes: compressed ? inflateHead(raw) : raw,
  };
}

/** What a file is, where its bytes say that it is no text; null of all others, whose character set is not looked for. */
export async function detectBinary(file: File): Promise<DetectedFile | null> {
  return binaryHead(await headOf(file), {});
}

function binaryHead(
  { name, size, compressed, bytes }: FileHead,
  { format, encoding }: ToldFormat,
): DetectedFile | null {
  if (format || encoding) return null;
  const detected = detectFormat(name, bytes, size, compressed);
  if (detected.format === "unknown" || textFormats.has(detected.format)) return null;
  return { ...detected, head: bytes, charset: null };
}

/** What a file is. Throws an IngestError where it is told to be what nothing is. */
export function detectHead(given: FileHead, told: ToldFormat): DetectedFile {
  const binary = binaryHead(given, told);
  if (binary) return binary;
  const { name, size, compressed, isWhole, bytes } = given;
  const charset = charsetIn(bytes, isWhole, told);
  const head = utf8Head(bytes, charset);
  const detected = detectFormat(name, isWide(charset) || told.encoding ? head : bytes, size, compressed);
  const format = toldFormat(told.format) ?? detected.format;
  // A text that looks like something else is still what it is said to be.
  const problem = told.format && detected.format === "unknown" && head.length > 0 ? null : detected.problem;
  if (!textFormats.has(format)) return { ...detected, format, problem, head: bytes, charset: null };
  return { ...detected, format, problem, head, charset };
}

function charsetIn(bytes: Uint8Array, isWhole: boolean, { encoding }: ToldFormat): DetectedCharset {
  if (!encoding) return detectCharset(bytes, isWhole);
  const label = charsetOf(encoding);
  if (!label) {
    throw new IngestError(
      `"${encoding}" is no character set that can be read here; try its common name, such as utf-8, windows-1252 or shift_jis.`,
    );
  }
  return { label, confidence: 1, candidates: [{ label, confidence: 1 }], bom: false, isAscii: false };
}

/** Bytes of two or four a character look binary until they are decoded. A doubtful guess does not make them text. */
function isWide({ label, confidence, bom }: DetectedCharset): boolean {
  return /^utf-(16|32)/.test(label) && (bom || confidence > 0.8);
}

function utf8Head(bytes: Uint8Array, charset: DetectedCharset): Uint8Array {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (charset.label === "utf-8") return isMarked ? bytes.subarray(3) : bytes;
  return new TextEncoder().encode(decodeHead(bytes, charset.label));
}

const formats: readonly FileFormat[] = [
  "csv",
  "tsv",
  "json",
  "ndjson",
  "parquet",
  "arrow",
  "avro",
  "duckdb",
  "workbook",
  "log",
  "html",
];

function toldFormat(format: string | undefined): FileFormat | null {
  if (!format) return null;
  const known = formats.find((name) => name === format);
  if (!known)
    throw new IngestError(`"${format}" is no format that can be read; known are ${formats.join(", ")}.`);
  return known;
}
