import { charsetOf } from "../../lib/ingest/charset/charsets.ts";

/** Sets that hold all characters of another at the same bytes, so that text in it reads the same. */
const supersets: Record<string, string[]> = {
  "iso-8859-1": ["windows-1252"],
  "iso-8859-9": ["windows-1254"],
  "iso-8859-7": ["windows-1253"],
  "iso-8859-8": ["windows-1255"],
  "iso-8859-11": ["windows-874"],
  ascii: ["utf-8"],
};

/**
 * Whether a set's label is right where another is wanted: the same set by any of its names, or a superset.
 * What is wanted may carry a language behind ("windows-1250-polish").
 */
export function isRightLabel(found: string | null, wanted: string): boolean {
  if (found === null) return false;
  const plain = wanted
    .toLowerCase()
    .replace(/ with bom$/, "")
    .replace(/^((?:iso|windows|utf|ibm|koi8|euc|cp)[-\d\w]*?\d)-[a-z]{4,}$/, "$1");
  const label = charsetOf(found.replace(/ \(.*$/, "")) ?? found.toLowerCase();
  if (supersets[plain]?.includes(label)) return true;
  // With neither order said, the bytes themselves tell it.
  if (plain === "utf-16" || plain === "utf-32") return label.startsWith(plain);
  return label === (charsetOf(plain) ?? plain);
}
