import type { SourceEntry } from "../notebook/document.ts";
import { isMoreThanText } from "./plainScalar.ts";

// Control characters and halves of surrogate pairs can only stand as escapes.
const needsEscapes = /(?![\t\n])[\p{Cc}\p{Cs}]/u;
// What begins as something of YAML's own, ends in a space or a colon, or holds ": " or " #".
const marked = /^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/;
const shortEscapes: Readonly<Record<string, string>> = { "00": "\\0", "07": "\\a", "0b": "\\v", "1b": "\\e" };
const documentMark = /^(?:%|---|\.\.\.)/m;
/** A key that is longer is none for YAML. */
const longestKey = 1024;

/**
 * A text as YAML on one line, as plain as it can be: it can stand as a value, as a key and inside `{}`. Quoted where a
 * reader could take it for something else, such as `yes`, `1.10` or `a: b`; it is the way that the `yaml` library writes.
 */
export function yamlScalar(value: string): string {
  const isBare = isPlain(value);
  const written = isBare ? value : quoted(value);
  const endsBraces = isBare && /[,[\]{}]/.test(value);
  const isOnOneLine = !/[\r\n\u0085\u2028\u2029]|\s$/.test(written);
  return isOnOneLine && !endsBraces && written.length <= longestKey ? written : JSON.stringify(value);
}

/** An entry under `sources` as YAML on one line: its location alone where it has nothing else. */
export function yamlEntry(entry: Readonly<Record<string, unknown>>): string {
  const pairs = entryPairs(entry);
  const { location } = entry;
  if (pairs.length === 1 && typeof location === "string") return yamlScalar(location);
  return `{ ${pairs.join(", ")} }`;
}

/** `key: value` for each key of an entry that has a value, each on one line. */
export function entryPairs(entry: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(entry)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        `${yamlScalar(key)}: ${typeof value === "string" ? yamlScalar(value) : (JSON.stringify(value) ?? "null")}`,
    );
}

/** `sources:` and its entries, one a line. */
export function yamlSources(
  sources: Readonly<Record<string, SourceEntry | Readonly<Record<string, unknown>>>>,
  lineEnd: string,
): string {
  const lines = Object.entries(sources).map(
    ([name, entry]) => `  ${yamlScalar(name)}: ${yamlEntry({ ...entry })}`,
  );
  return ["sources:", ...lines].map((line) => line + lineEnd).join("");
}

function isPlain(value: string): boolean {
  if (needsEscapes.test(value) || marked.test(value) || documentMark.test(value)) return false;
  return !value.includes("\n") && !isMoreThanText(value);
}

function quoted(value: string): string {
  const isSpaced = /[ \t]\n|\n[ \t]/.test(value);
  if (!needsEscapes.test(value) && !isSpaced && value.includes('"') && !value.includes("'"))
    return `'${value}'`;
  return JSON.stringify(value).replace(/ ?\\(?:u00(..)|(.))/g, (all, code?: string, one?: string) => {
    if (code !== undefined) return (all.startsWith(" ") ? " " : "") + (shortEscapes[code] ?? `\\x${code}`);
    return one === "n" && all.startsWith(" ") ? `\\ \\n` : all;
  });
}
