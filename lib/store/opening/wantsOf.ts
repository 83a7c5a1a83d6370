import type { NotebookDocument } from "../../notebook/document.ts";
import { significant, stringValue, tokenize } from "../../sql/tokenize.ts";

/** What a notebook asks for beyond itself, one plain line each: files, hosts and buckets by name. */
export function wantsOf(document: NotebookDocument): string[] {
  const fromSources = Object.entries(document.sources).map(([name, { location }]) => wantOf(location, name));
  const fromSql = document.cells
    .filter(({ kind }) => kind === "sql")
    .flatMap(({ source }) => addressesIn(source).map((address) => wantOf(address, null)));
  return [...new Set([...fromSources, ...fromSql])];
}

function wantOf(location: string, name: string | null): string {
  const as = name === null ? "" : ` as ${name}`;
  if (location.startsWith("sample:")) return `sample data "${location.slice(7)}"${as}`;
  if (location.startsWith("file:")) return `your file "${location.slice(5)}"${as}`;
  const bucket = /^s3:\/\/([^/]+)/.exec(location)?.[1];
  if (bucket !== undefined) return `a connection to the bucket ${bucket} (${location})${as}`;
  if (URL.canParse(location)) return `leave to read ${new URL(location).host} (${location})${as}`;
  return `${location}${as}`;
}

/** Addresses that SQL names in quotes. */
function addressesIn(sql: string): string[] {
  return significant(tokenize(sql)).flatMap((token) => {
    const value = stringValue(token);
    return value !== null && /^(s3|https?):\/\/[^/]/i.test(value) ? [value] : [];
  });
}
