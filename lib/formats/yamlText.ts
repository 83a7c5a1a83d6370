import { parse, stringify } from "yaml";
import type { SourceEntry } from "../notebook/document.ts";
import { sameData } from "./sameData.ts";

/** A text as YAML on one line, as plain as it can be: it can stand as a value, as a key and inside `{}`. */
export function yamlScalar(value: string): string {
  // Quoted where a reader could take it for something else, such as `yes`, `1.10` or `a: b`.
  const plain = stringify(value, {
    lineWidth: 0,
    blockQuote: false,
    doubleQuotedMinMultiLineLength: 1e9,
  }).trimEnd();
  return isOnOneLine(plain) && readsAs(`{${plain}: [${plain}]}`, { [value]: [value] })
    ? plain
    : JSON.stringify(value);
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

function isOnOneLine(text: string): boolean {
  return !/[\r\n\u0085\u2028\u2029]/.test(text);
}

function readsAs(yaml: string, value: unknown): boolean {
  try {
    return sameData(parse(yaml, { logLevel: "silent" }), value);
  } catch {
    // Not readable as it is: then it has to be quoted.
    return false;
  }
}
