import type { NotebookDocument, SourceEntry } from "../../notebook/document.ts";
import { packagesIn } from "../../packages/packageName.ts";
import { isInBucket } from "../../relink/isInBucket.ts";
import { askedFolder } from "../../s3/bucketPath.ts";
import { namedAddresses } from "../../sql/namedAddresses.ts";

/** What a notebook asks for beyond itself, one plain line each: files, hosts, connections to buckets by name, packages. */
export function wantsOf({ sources, cells }: NotebookDocument): string[] {
  const ofSources = Object.entries(sources).map(([name, entry]) => wantOf(entry, ` as ${name}`));
  const known = new Set(Object.values(sources).map(({ location }) => location));
  const ofCells = cells
    .flatMap(({ kind, source }) =>
      kind === "sql" ? namedAddresses(source) : kind === "ts" ? bucketsIn(source) : [],
    )
    .filter(({ address }) => !known.has(address))
    .map(({ address }) => wantOf({ location: address }, ""));
  const packages = cells.flatMap(({ kind, source }) => (kind === "ts" ? packagesIn(source) : []));
  const writes = cells.flatMap(({ kind, source }) => (kind === "export" ? placesIn(source) : []));
  return [
    ...new Set([
      ...ofSources,
      ...ofCells,
      ...writes.map((place) => `leave to write to ${place}, each time you run its cell`),
      ...packages.map((name) => `leave to import ${name}`),
    ]),
  ];
}

/** Addresses in a TypeScript cell that its `sql` templates may read; what it says elsewhere is told as well. */
function bucketsIn(source: string): { address: string }[] {
  return [...source.matchAll(/(['"])(s3:\/\/[^'"`\s]+)\1/gi)].map(([, , address = ""]) => ({ address }));
}

/** Addresses that an export cell may write to; its text is read by what runs it, which is fetched later. */
function placesIn(source: string): string[] {
  return [...source.matchAll(/\bto["']?\s*:\s*["']?(\w+:\/\/[^"'\s,}]+)/g)].map(([, place = ""]) => place);
}

function wantOf({ location, connection }: SourceEntry, as: string): string {
  if (location.startsWith("sample:")) return `sample data "${location.slice(7)}"${as}`;
  if (location.startsWith("file:")) return `your file "${location.slice(5)}"${as}`;
  if (isInBucket(location)) {
    const what = connection === undefined ? "a connection" : `connection “${connection}”`;
    return `${what} to ${askedFolder(location)}`;
  }
  if (URL.canParse(location)) return `leave to read ${new URL(location).host} (${location})${as}`;
  return `${location}${as}`;
}
